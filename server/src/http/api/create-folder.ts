import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { beginFiles } from './begin-files.ts'
import { fileEntryOutput, fileEntryView } from './file-entry-view.ts'
import { placeOf, placeQuery } from './file-place.ts'
import { inWordsOfApi } from './resource-refusal.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/files/folders',
  access: 'user',
  body: 'json',
  input: placeQuery,
  summary: 'Makes a folder, in one that exists.',
  status: 201,
  output: z.strictObject({ entry: fileEntryOutput }),
  errors: [
    'node-not-found',
    'node-exists',
    'conflict',
    'node-locked',
    'insufficient-storage',
    'peer-refused',
    'peer-blocked',
  ],
  async handle(call) {
    const { application, input } = call
    const actor = beginFiles(call)
    const entry = await inWordsOfApi(application.files.makeFolder(actor, placeOf(input)))
    return { status: 201, body: { json: { entry: await fileEntryView(application, actor, entry) } } }
  },
})
