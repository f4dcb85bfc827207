import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { anyPermissionsValue, idParam, momentValue } from './api-values.ts'
import { changedLinkFields, linkAccess, refuseLinkFields, sharePermissions } from './link-order.ts'
import { shareOutput, viewShare } from './share-view.ts'

const input = z.strictObject({
  permissions: anyPermissionsValue.exactOptional(),
  expiresAt: momentValue.nullable().exactOptional(),
  note: z.string().max(4096).nullable().exactOptional(),
  ...changedLinkFields,
})

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/shares/:id',
  access: 'user',
  body: 'json',
  input,
  summary:
    'Changes what a share allows, its end and its note, and what only links have; null takes away. It counts at once.',
  output: shareOutput,
  errors: ['not-found', 'share-not-found', 'share-over', 'too-many-requests'],
  async handle(call) {
    const { application, actor, params, input: change } = call
    const { shares } = application
    const { id, recipient } = await shares.readShare(actor, idParam(params['id']))
    const { permissions, ...others } = change
    if (recipient.kind === 'link') {
      const access = permissions && linkAccess(permissions)
      const link = await shares.changeLink(actor, id, { ...others, access })
      return { status: 200, body: { json: await viewShare(call, link) } }
    }
    const { expiresAt, note, ...linkFields } = others
    refuseLinkFields(linkFields)
    const share = await shares.changeShare(actor, id, {
      ...(permissions !== undefined && { permissions: sharePermissions(permissions) }),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(note !== undefined && { note }),
    })
    return { status: 200, body: { json: await viewShare(call, share) } }
  },
})
