import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { limitValue, pathValue } from './api-values.ts'
import { fileEntryOutput, fileEntryViews } from './file-entry-view.ts'
import { placeOf } from './file-place.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { spaceValue } from './space-query.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/files/search',
  access: 'user',
  body: 'none',
  query: z.strictObject({
    text: z.string().min(1).max(256).describe('words; a name has to contain every one of them'),
    path: pathValue.prefault('/').describe('of the folder in which to search'),
    space: spaceValue,
    limit: limitValue(400, 50),
  }),
  summary: 'Finds files and folders by their names, in a folder and everything below it.',
  output: z.strictObject({
    entries: z.array(fileEntryOutput),
    complete: z.boolean().describe('false when there are more'),
  }),
  errors: ['node-not-found', 'conflict'],
  async handle({ application, actor, query }) {
    const { text, limit } = query
    // One more tells whether there are more.
    const search = application.files.search(actor, placeOf(query), { text, limit: limit + 1 })
    const found = await inWordsOfApi(search)
    const entries = await fileEntryViews(application, actor, found.slice(0, limit))
    return { status: 200, body: { json: { entries, complete: found.length <= limit } } }
  },
})
