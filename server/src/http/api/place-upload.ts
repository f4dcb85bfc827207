import { z } from 'zod'
import { conflictChoices } from '../../files/index.ts'
import { defineRoute } from '../route.ts'
import { pathValue } from './api-values.ts'
import { beginFiles } from './begin-files.ts'
import { pathView } from './file-entry-view.ts'
import { inWordsOfApi } from './resource-refusal.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/uploads/:id/place',
  access: 'user',
  body: 'json',
  input: z.strictObject({
    path: pathValue.exactOptional().describe('where the file is to be instead, in the same space'),
    conflict: z
      .enum(conflictChoices)
      .exactOptional()
      .describe('what happens where something has the name; also in the place of an if-match'),
  }),
  summary:
    'Makes the file of an upload of which all bytes are there and which was refused at its end: the name was taken, there was no room, its server was down. No byte is sent again.',
  output: z.strictObject({ path: z.string(), etag: z.string() }),
  errors: [
    'node-not-found',
    'node-exists',
    'conflict',
    'precondition-failed',
    'node-locked',
    'upload-not-found',
    'upload-incomplete',
    'upload-busy',
    'insufficient-storage',
    'storage-full',
    'peer-refused',
  ],
  async handle(call) {
    const { application, input, params } = call
    const work = application.files.placeUpload(beginFiles(call), params['id'] ?? '', input)
    const { path, etag } = await inWordsOfApi(work)
    return { status: 200, body: { json: { path: pathView(path), etag } } }
  },
})
