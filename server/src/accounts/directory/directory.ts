import type { TenantId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { countGroups } from '../groups/group-repository.ts'
import type { User } from '../users/user.ts'
import { countUsers } from '../users/user-repository.ts'
import { type DirectoryFinding, type DirectorySearch, findUserByEmail, lookAround } from './look-around.ts'

/** Whom people of a tenant find while they write a name. */
export interface Directory {
  /** For other rooms: whoever asks decides which scope counts. */
  lookAround(search: DirectorySearch): Promise<DirectoryFinding>
  /** How many people and groups there are. */
  countPeople(tenant: TenantId): Promise<{ readonly users: number; readonly groups: number }>
  /** For other rooms: the user whose verified address it is; never the one who asks. */
  userByEmail(tenant: TenantId, question: Pick<DirectorySearch, 'asker' | 'text'>): Promise<User | undefined>
}

export function createDirectory({ database }: AccountsContext): Directory {
  return {
    lookAround: (search) => lookAround(database.read, search),
    async countPeople(tenant) {
      const { read } = database
      const [users, groups] = await Promise.all([countUsers(read, tenant), countGroups(read, tenant)])
      return { users, groups }
    },
    userByEmail: (tenant, question) => findUserByEmail(database.read, { tenant, ...question }),
  }
}
