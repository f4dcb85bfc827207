import { z } from 'zod'
import { permissionsOfWords } from '../../platform/permissions.ts'
import { defineRoute } from '../route.ts'
import { momentValue, pathValue, permissionsValue } from './api-values.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { shareOutput, shareView } from './share-view.ts'
import { spaceValue } from './space-query.ts'

const input = z.strictObject({
  path: pathValue,
  space: spaceValue,
  shareWith: z
    .string()
    .min(1)
    .max(1024)
    .describe('`bob@cloud.example`, or the name of a user or a group of this server'),
  recipientKind: z.enum(['user', 'group']).default('user').describe('what `shareWith` names'),
  permissions: permissionsValue.default(['read']),
  expiresAt: momentValue.optional(),
  note: z.string().max(4096).optional(),
})

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/shares',
  access: 'user',
  body: 'json',
  input,
  summary:
    'Shares a file or folder with a person or a group of this server, or with a person on another one. What somebody on this server has shared can be passed on by who has the permission `share`.',
  output: shareOutput,
  status: 201,
  errors: [
    'invalid-address',
    'recipient-not-found',
    'share-with-self',
    'peer-blocked',
    'node-not-found',
    'resource-in-mount',
    'share-exists',
  ],
  async handle({ application, actor, input: { space, permissions, expiresAt, note, ...order } }) {
    const share = await inWordsOfApi(
      application.shares.createShare(actor, {
        ...order,
        permissions: permissionsOfWords(permissions),
        ...(space === undefined ? {} : { spaceId: space }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(note === undefined ? {} : { note }),
      }),
    )
    return {
      status: 201,
      headers: { location: `/api/v1/shares/${share.id}` },
      body: { json: shareView(share) },
    }
  },
})
