import { createActivity } from '../../activity/index.ts'
import type { OperatorActor, UserActor } from '../../platform/actor.ts'
import { openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { createEvents } from '../../platform/events.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import { createSealer } from '../../platform/sealing/index.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { createAccounts } from '../index.ts'

const sealer = createSealer({ root: Buffer.alloc(32, 1), sealing: new Map(), active: 'k1' })

/** A cloud with one tenant, and the operator of it. */
export async function openTestAccounts() {
  const database = await openTemporaryDatabase()
  const clock = createManualClock()
  const ids = createIds(clock.now)
  const activity = createActivity({ database, clock, ids })
  const context = {
    database,
    clock,
    ids,
    activity,
    events: createEvents(),
    logger: createMemoryLogger(),
    sealer,
  }
  const accounts = createAccounts(context)
  const tenant = await accounts.prepareTenant('https://cloud.example')
  const operator: OperatorActor = { kind: 'operator', tenant: tenant.id }
  return {
    ...context,
    context,
    accounts,
    tenant,
    operator,
    /** Makes a user with the password `correct horse` and returns it as an actor. */
    async addUser(username: string, { admin = false } = {}): Promise<UserActor> {
      await accounts.createUser(operator, { username, password: 'correct horse', admin })
      return accounts.actorFor(tenant.id, username)
    },
    /** Who a name and a password belong to, from the address of a client. */
    signIn: (username: string, password = 'correct horse', address = '192.0.2.1') =>
      accounts.authenticatePassword(tenant.id, { username, password, address }),
    /** Actions in the audit trail, in alphabetical order. */
    async audited(): Promise<string[]> {
      const lines = await activity.listAudit(operator, { limit: 500 })
      return lines.map(({ action }) => action).toSorted()
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
