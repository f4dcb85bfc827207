import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idOutput, momentOutput, momentView } from './api-values.ts'
import { fileOfCall } from './file-of-call.ts'
import { inWordsOfApi } from './resource-refusal.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/files/:id/versions',
  access: 'user',
  body: 'none',
  summary: 'Lists what a file held before, newest first.',
  output: z.strictObject({
    versions: z.array(
      z
        .strictObject({
          id: idOutput,
          size: z.int(),
          modifiedAt: momentOutput.describe('of the file while it held this'),
          replacedAt: momentOutput,
        })
        .meta({ id: 'FileVersion' }),
    ),
  }),
  errors: ['not-found', 'node-not-found', 'conflict'],
  async handle(call) {
    const { application, actor } = call
    const versions = await inWordsOfApi(application.files.listVersions(actor, await fileOfCall(call)))
    return {
      status: 200,
      body: {
        json: {
          versions: versions.map(({ id, size, modifiedAt, replacedAt }) => ({
            id: String(id),
            size,
            modifiedAt: momentView(modifiedAt),
            replacedAt: momentView(replacedAt),
          })),
        },
      },
    }
  },
})
