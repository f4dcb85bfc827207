import type { TenantId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import type { User } from '../users/user.ts'
import { type DirectoryFinding, type DirectorySearch, findUserByEmail, lookAround } from './look-around.ts'

/** Whom people of a tenant find while they write a name. */
export interface Directory {
  /** For other rooms: whoever asks decides which scope counts. */
  lookAround(search: DirectorySearch): Promise<DirectoryFinding>
  /** For other rooms: the user whose verified address it is; never the one who asks. */
  userByEmail(tenant: TenantId, question: Pick<DirectorySearch, 'asker' | 'text'>): Promise<User | undefined>
}

export function createDirectory({ database }: AccountsContext): Directory {
  return {
    lookAround: (search) => lookAround(database.read, search),
    userByEmail: (tenant, question) => findUserByEmail(database.read, { tenant, ...question }),
  }
}
