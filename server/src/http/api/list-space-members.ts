import { z } from 'zod'
import type { SpaceMembership } from '../../files/index.ts'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Application } from '../application.ts'
import { defineRoute } from '../route.ts'
import { idParam, momentOutput, momentView } from './api-values.ts'
import { spaceRoleValue } from './space-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/spaces/:id/members',
  access: 'user',
  body: 'none',
  summary: 'Lists the people and groups that belong to the space of a team.',
  output: z.strictObject({
    members: z.array(
      z
        .strictObject({
          kind: z.enum(['user', 'group']),
          name: z.string(),
          displayName: z.string(),
          role: spaceRoleValue,
          since: momentOutput,
        })
        .meta({ id: 'SpaceMember' }),
    ),
  }),
  errors: ['not-found', 'space-not-found'],
  async handle({ application, actor, params }) {
    const found = await application.files.listSpaceMembers(actor, idParam(params['id']))
    const groups = await groupsAmong(application, actor.tenant, found)
    const members = []
    for (const { kind, id, role, since } of found) {
      const named = kind === 'group' ? groups.get(id) : await userOf(application, actor.tenant, id as UserId)
      // One that was deleted a moment ago has no name any more.
      if (named !== undefined) members.push({ kind, ...named, role, since: momentView(since) })
    }
    return { status: 200, body: { json: { members } } }
  },
})

interface Named {
  readonly name: string
  readonly displayName: string
}

async function userOf({ accounts }: Application, tenant: TenantId, id: UserId): Promise<Named | undefined> {
  const user = await accounts.userById(tenant, id)
  return user && { name: user.username, displayName: user.displayName }
}

/** The groups by id, when any of them is a member: who belongs to a space may know who else does. */
async function groupsAmong(
  { accounts }: Application,
  tenant: TenantId,
  members: readonly SpaceMembership[],
): Promise<Map<string, Named>> {
  const groups = new Map<string, Named>()
  if (!members.some(({ kind }) => kind === 'group')) return groups
  for (let after: string | undefined; ; ) {
    const page = { limit: 1000, ...(after !== undefined && { after }) }
    const { items, next } = await accounts.listGroups({ kind: 'system', tenant }, page)
    for (const { id, name, displayName } of items) groups.set(id, { name, displayName })
    if (next === undefined) return groups
    after = next
  }
}
