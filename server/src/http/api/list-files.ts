import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { flagValue, limitValue, pathValue } from './api-values.ts'
import { fileEntryOutput, fileEntryView } from './file-entry-view.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { spaceValue } from './space-query.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/files',
  access: 'user',
  body: 'none',
  query: z.strictObject({
    path: pathValue.prefault('/').describe('of a folder'),
    space: spaceValue,
    sort: z.enum(['name', 'size', 'modified', 'kind']).default('name'),
    descending: flagValue,
    limit: limitValue(1000, 100),
    offset: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000_000_000)
      .default(0)
      .describe('what the page before gave as `next`'),
  }),
  summary: 'Shows what is in a folder, folders before files.',
  output: z.strictObject({
    folder: fileEntryOutput,
    entries: z.array(fileEntryOutput),
    total: z.int(),
    next: z.int().nullable(),
  }),
  errors: ['node-not-found', 'conflict', 'peer-refused'],
  async handle({ application, actor: caller, query, left }) {
    // Of this request alone: it stands for the request where mounts only see who acts.
    const actor = { ...caller }
    application.mounts.beginRequest(actor, left)
    const { path, space, ...page } = query
    const place = { path, ...(space !== undefined && { spaceId: space }) }
    const { folder, entries, total, next } = await inWordsOfApi(application.files.browse(actor, place, page))
    return {
      status: 200,
      body: {
        json: {
          folder: fileEntryView(folder),
          entries: entries.map(fileEntryView),
          total,
          next: next ?? null,
        },
      },
    }
  },
})
