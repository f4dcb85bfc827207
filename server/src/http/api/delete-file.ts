import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idOutput } from './api-values.ts'
import { beginFiles } from './begin-files.ts'
import { placeOf, placeQuery } from './file-place.ts'
import { inWordsOfApi } from './resource-refusal.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/files',
  access: 'user',
  body: 'none',
  query: placeQuery,
  summary: 'Removes a file, or a folder with everything in it, to the trash; what others shared is left.',
  output: z.strictObject({
    trashItem: idOutput
      .nullable()
      .describe(
        'to take it back; null when it went to no trash here: what was left, or is on another server',
      ),
  }),
  errors: ['node-not-found', 'conflict', 'node-locked', 'peer-refused', 'peer-blocked'],
  async handle(call) {
    const { application, query } = call
    const trashed = await inWordsOfApi(application.files.remove(beginFiles(call), placeOf(query)))
    return { status: 200, body: { json: { trashItem: trashed === undefined ? null : String(trashed) } } }
  },
})
