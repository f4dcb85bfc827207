import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { flagValue, limitValue, pathValue } from './api-values.ts'
import { beginFiles } from './begin-files.ts'
import { fileEntryOutput, fileEntryViews } from './file-entry-view.ts'
import { placeOf } from './file-place.ts'
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
    filter: z.string().max(256).exactOptional().describe('what the names contain'),
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
  errors: ['node-not-found', 'conflict', 'peer-refused', 'peer-blocked'],
  async handle(call) {
    const { application, query } = call
    const actor = beginFiles(call)
    const { path, space, ...page } = query
    const place = placeOf({ path, space })
    const { folder, entries, total, next } = await inWordsOfApi(application.files.browse(actor, place, page))
    const [shown, ...views] = await fileEntryViews(application, actor, [folder, ...entries])
    return { status: 200, body: { json: { folder: shown, entries: views, total, next: next ?? null } } }
  },
})
