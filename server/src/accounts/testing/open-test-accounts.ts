import { createActivity } from '../../activity/index.ts'
import { createJobs } from '../../jobs/index.ts'
import { createMail, type Message } from '../../mail/index.ts'
import type { OperatorActor, UserActor } from '../../platform/actor.ts'
import { isBusy, openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { createEvents } from '../../platform/events.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import { createMetrics } from '../../platform/metrics/index.ts'
import { createSealer } from '../../platform/sealing/index.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { createAccounts } from '../index.ts'

const sealer = createSealer({
  root: Buffer.alloc(32, 1),
  sealing: new Map([['k1', Buffer.alloc(32, 2)]]),
  active: 'k1',
})

/** A cloud with one tenant, and the operator of it. Its mail is kept, and leaves when a test says so. */
export async function openTestAccounts() {
  const database = await openTemporaryDatabase()
  const clock = createManualClock(undefined, () => isBusy(database))
  const ids = createIds(clock.now)
  const events = createEvents()
  const activity = createActivity({ database, clock, ids, events })
  const logger = createMemoryLogger()
  const { metrics } = createMetrics({ logger })
  const openJobs = () => createJobs({ database, clock, ids, logger, metrics, random: () => 0.5 })
  const jobs = openJobs()
  const messages: Message[] = []
  /** No mail is sent without. */
  const smtp = { host: 'smtp.example' as string | undefined }
  const mail = createMail({
    database,
    clock,
    ids,
    sealer,
    logger,
    metrics,
    jobs,
    transport: {
      async send(_smtp, message) {
        messages.push(message)
        return { ok: true, said: '250 taken' }
      },
      reach: async () => ({ ok: true }),
    },
    settingsOf: async () => ({
      language: 'en',
      smtp: { security: 'starttls', ...(smtp.host !== undefined && { host: smtp.host }) },
    }),
    cloudOf: async () => ({ name: 'Cloud', url: 'https://cloud.example' }),
  })
  const context = { database, clock, ids, activity, events, logger, sealer, mail, jobs }
  const accounts = createAccounts(context)
  events.subscribe('notification.to-mail', (tx, news) => accounts.mailNotification(tx, news))
  const tenant = await accounts.prepareTenant('https://cloud.example')
  const operator: OperatorActor = { kind: 'operator', tenant: tenant.id }
  return {
    ...context,
    context,
    accounts,
    tenant,
    operator,
    smtp,
    /** The same room once more, as another process has it. */
    again: () => createAccounts({ ...context, jobs: openJobs() }),
    /** Makes a user with the password `correct horse` and returns it as an actor. */
    async addUser(username: string, { admin = false } = {}): Promise<UserActor> {
      await accounts.createUser(operator, { username, password: 'correct horse', admin })
      return accounts.actorFor(tenant.id, username)
    },
    /** Who a name and a password belong to, from the address of a client. */
    signIn: (username: string, password = 'correct horse', address = '192.0.2.1') =>
      accounts.authenticatePassword(tenant.id, { username, password, address }),
    /** Lets the mail leave that is due. @returns what left, in its order */
    async mailOut(): Promise<readonly Message[]> {
      const before = messages.length
      await jobs.runDue()
      return messages.slice(before)
    },
    /** Actions in the audit trail, in alphabetical order. */
    async audited(): Promise<string[]> {
      const lines = await activity.listAudit(operator, { limit: 500 })
      return lines.map(({ action }) => action).toSorted()
    },
    async [Symbol.asyncDispose]() {
      await jobs[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

/** The token at the end of the link in a mail. */
export function tokenIn(message: Message | undefined): string {
  return /\/(?:verify-email|reset-password)\/(\S+)/.exec(message?.text ?? '')?.[1] ?? ''
}
