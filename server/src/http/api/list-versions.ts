import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idOutput, momentOutput, momentView } from './api-values.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { versionsOfCall } from './versions-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/files/:id/versions',
  access: 'user',
  body: 'none',
  summary:
    'Lists what a file held before, newest first; of what somebody else shares, for who may change it.',
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
    const versions = await inWordsOfApi((await versionsOfCall(call)).list())
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
