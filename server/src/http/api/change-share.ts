import { z } from 'zod'
import { permissionsOfWords } from '../../platform/permissions.ts'
import { defineRoute } from '../route.ts'
import { idParam, momentValue, permissionsValue } from './api-values.ts'
import { shareOutput, shareView } from './share-view.ts'

const input = z.strictObject({
  permissions: permissionsValue.exactOptional(),
  expiresAt: momentValue.nullable().exactOptional(),
  note: z.string().max(4096).nullable().exactOptional(),
})

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/shares/:id',
  access: 'user',
  body: 'json',
  input,
  summary: 'Changes what a share allows, its end and its note; null takes away. It counts at once.',
  output: shareOutput,
  errors: ['not-found', 'share-not-found', 'share-over'],
  async handle({ application, actor, params, input: { permissions, ...change } }) {
    const share = await application.shares.changeShare(actor, idParam(params['id']), {
      ...change,
      ...(permissions === undefined ? {} : { permissions: permissionsOfWords(permissions) }),
    })
    return { status: 200, body: { json: shareView(share) } }
  },
})
