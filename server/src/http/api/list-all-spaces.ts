import { z } from 'zod'
import type { PeopledSpace, SpaceMember } from '../../files/index.ts'
import type { Actor, TenantId } from '../../platform/actor.ts'
import type { Application } from '../application.ts'
import { defineRoute } from '../route.ts'
import { idOutput, idValue, limitValue } from './api-values.ts'
import { memberNames } from './member-names.ts'
import { spaceOutput, spaceView } from './space-view.ts'

const nameOutput = z.strictObject({
  kind: z.enum(['user', 'group']),
  name: z.string(),
  displayName: z.string(),
})

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/spaces/all',
  access: 'admin',
  body: 'none',
  query: z.strictObject({
    kind: z.enum(['personal', 'team']).exactOptional().describe('only those'),
    owner: z.string().min(1).max(256).exactOptional().describe('only that of the user with this name'),
    search: z
      .string()
      .max(256)
      .exactOptional()
      .describe(
        'only teams whose names have its words, and people who are found by it; `owner` counts before it',
      ),
    limit: limitValue(500, 100),
    after: idValue.exactOptional().describe('what the page before gave as `next`'),
  }),
  summary:
    'Lists the spaces of all people and teams with their use, whose they are and who manages them, in the order in which they were made.',
  output: z.strictObject({
    spaces: z.array(
      spaceOutput
        .extend({
          owner: nameOutput.nullable().describe('of a personal space'),
          managers: z.array(nameOutput).describe('of a team'),
          members: z.int().describe('people and groups that belong to the team'),
        })
        .meta({ id: 'PeopledSpace' }),
    ),
    next: idOutput.nullable(),
  }),
  errors: ['user-not-found'],
  async handle({ application, actor, query: { owner, search = '', ...query } }) {
    const user = owner === undefined ? undefined : await application.accounts.readUser(actor, owner)
    const spaces = await application.files.listAllSpaces(actor, {
      ...query,
      ...(user !== undefined && { owner: user.id }),
      ...(user === undefined &&
        search.trim() !== '' && { search: await searchOf(application, actor, search) }),
    })
    // A full page may be the last one: then the next is empty.
    const last = spaces.length < query.limit ? undefined : spaces.at(-1)
    const next = last === undefined ? null : String(last.id)
    return { status: 200, body: { json: { spaces: await viewAll(application, actor.tenant, spaces), next } } }
  },
})

/** How many people are found, at most. */
const mostPeople = 1000

async function searchOf({ accounts }: Application, actor: Actor, text: string) {
  const { items } = await accounts.listUsers(actor, { search: text.trim(), limit: mostPeople })
  return { text, owners: items.map(({ id }) => id) }
}

async function viewAll(application: Application, tenant: TenantId, spaces: readonly PeopledSpace[]) {
  const people = spaces.flatMap((space) => [...ownerOf(space), ...managersOf(space)])
  const nameOf = await memberNames(application, tenant, people)
  return spaces.map((space) => ({
    ...spaceView(space),
    owner: ownerOf(space).map((owner) => nameOf(owner) ?? null)[0] ?? null,
    managers: managersOf(space).flatMap((manager) => nameOf(manager) ?? []),
    members: space.members.length,
  }))
}

function ownerOf({ owner }: PeopledSpace): SpaceMember[] {
  return owner === undefined ? [] : [{ kind: 'user', id: owner }]
}

function managersOf({ members }: PeopledSpace): SpaceMember[] {
  return members.filter(({ role }) => role === 'manager')
}
