import { z } from 'zod'
import { rights, type User } from '../../accounts/index.ts'
import type { Application } from '../application.ts'
import { userOutput, userView } from './user-view.ts'

export const meOutput = userOutput
  .extend({
    groups: z.array(z.string()),
    rights: z.record(z.enum(rights), z.boolean()),
    cloud: z.string().describe('What the administrators call this cloud.'),
  })
  .meta({ id: 'Me' })

/** What a user sees of themself, and of the cloud they are in. */
export async function meView(
  { accounts, settings }: Application,
  user: User,
): Promise<z.infer<typeof meOutput>> {
  const [groups, effective, { provider }] = await Promise.all([
    accounts.groupsOf(user.tenant, user.id),
    accounts.rightsOf({ tenant: user.tenant, userId: user.id }),
    settings.of(user.tenant),
  ])
  return { ...userView(user), groups: groups.map(({ name }) => name), rights: effective, cloud: provider }
}
