import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { beginFiles } from './begin-files.ts'
import { fileEntryOutput, fileEntryView } from './file-entry-view.ts'
import { placeOf, placeQuery } from './file-place.ts'
import { inWordsOfApi } from './resource-refusal.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/files/details',
  access: 'user',
  body: 'none',
  query: placeQuery,
  summary: 'Shows one file or folder.',
  output: z.strictObject({ entry: fileEntryOutput }),
  errors: ['node-not-found', 'conflict', 'peer-refused', 'peer-blocked'],
  async handle(call) {
    const { application, query } = call
    const actor = beginFiles(call)
    const entry = await inWordsOfApi(application.files.details(actor, placeOf(query)))
    return { status: 200, body: { json: { entry: await fileEntryView(application, actor, entry) } } }
  },
})
