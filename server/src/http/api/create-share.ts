import { z } from 'zod'
import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import type { Share, Shares } from '../../shares/index.ts'
import { defineRoute } from '../route.ts'
import { anyPermissionsValue, momentValue, pathValue } from './api-values.ts'
import { linkAccess, newLinkFields, refuseLinkFields, sharePermissions } from './link-order.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { shareOutput, viewShare } from './share-view.ts'
import { spaceValue } from './space-query.ts'

const input = z.strictObject({
  path: pathValue,
  space: spaceValue,
  shareWith: z
    .string()
    .min(1)
    .max(1024)
    .exactOptional()
    .describe('`bob@cloud.example`, or the name of a user or a group of this server; absent for a link'),
  recipientKind: z
    .enum(['user', 'group', 'link'])
    .default('user')
    .describe('what `shareWith` names; `link` for whoever has the link'),
  permissions: anyPermissionsValue.default(['read']),
  expiresAt: momentValue.exactOptional(),
  note: z.string().max(4096).exactOptional(),
  ...newLinkFields,
})

type Order = z.output<typeof input>

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/shares',
  access: 'user',
  body: 'json',
  input,
  summary:
    'Shares a file or folder with a person or a group of this server, with a person on another one, or with whoever has a link. What somebody on this server has shared can be passed on by who has the permission `share`.',
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
  async handle(call) {
    const { application, actor, input: order } = call
    const create = order.recipientKind === 'link' ? createLink : createShare
    const share = await inWordsOfApi(create(application.shares, actor, order))
    return {
      status: 201,
      headers: { location: `/api/v1/shares/${share.id}` },
      body: { json: await viewShare(call, share) },
    }
  },
})

async function createLink(
  shares: Shares,
  actor: UserActor,
  { recipientKind: _, space, shareWith, permissions, ...terms }: Order,
): Promise<Share> {
  if (shareWith !== undefined) {
    throw fault('validation-failed', {
      errors: [wrongField('shareWith', broken('link-with-recipient'))],
    })
  }
  return shares.createLink(actor, {
    ...terms,
    access: linkAccess(permissions),
    ...(space !== undefined && { spaceId: space }),
  })
}

async function createShare(
  shares: Shares,
  actor: UserActor,
  { recipientKind, shareWith, space, path, permissions, expiresAt, note, ...linkFields }: Order,
): Promise<Share> {
  refuseLinkFields(linkFields)
  if (shareWith === undefined || recipientKind === 'link') {
    throw fault('validation-failed', { errors: [wrongField('shareWith', broken('nobody-named'))] })
  }
  return shares.createShare(actor, {
    path,
    shareWith,
    recipientKind,
    permissions: sharePermissions(permissions),
    ...(space !== undefined && { spaceId: space }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(note !== undefined && { note }),
  })
}
