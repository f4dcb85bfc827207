import { z } from 'zod'
import { permissionsOfWords } from '../../platform/permissions.ts'
import { defineRoute } from '../route.ts'
import { momentValue, pathValue, permissionsValue } from './api-values.ts'
import { shareOutput, shareView } from './share-view.ts'

const input = z.strictObject({
  path: pathValue,
  shareWith: z.string().min(3).max(1024),
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
  summary: 'Shares a file or folder with somebody on another server.',
  output: shareOutput,
  status: 201,
  errors: ['invalid-address', 'recipient-is-local', 'node-not-found', 'resource-in-mount', 'share-exists'],
  async handle({ application, actor, input: { path, shareWith, permissions, expiresAt, note } }) {
    const share = await application.shares.createShare(actor, {
      path,
      shareWith,
      permissions: permissionsOfWords(permissions),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(note === undefined ? {} : { note }),
    })
    return {
      status: 201,
      headers: { location: `/api/v1/shares/${share.id}` },
      body: { json: shareView(share) },
    }
  },
})
