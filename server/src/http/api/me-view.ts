import { z } from 'zod'
import { rights, type User } from '../../accounts/index.ts'
import type { Application } from '../application.ts'
import { userOutput, userView } from './user-view.ts'

export const meOutput = userOutput
  .extend({ groups: z.array(z.string()), rights: z.record(z.enum(rights), z.boolean()) })
  .meta({ id: 'Me' })

/** What a user sees of themself. */
export async function meView({ accounts }: Application, user: User): Promise<z.infer<typeof meOutput>> {
  const [groups, effective] = await Promise.all([
    accounts.groupsOf(user.tenant, user.id),
    accounts.rightsOf({ tenant: user.tenant, userId: user.id }),
  ])
  return { ...userView(user), groups: groups.map(({ name }) => name), rights: effective }
}
