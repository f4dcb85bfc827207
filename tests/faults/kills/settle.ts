import type { Server } from '@isthmus/testkit'

/** More than any chain of jobs is long. */
const mostRounds = 12

/**
 * Runs all jobs of servers in this process, also those that wait for a later attempt, until there are none left.
 * @throws when one was given up, or when they do not come to an end
 */
export async function settle(servers: readonly Server[]): Promise<void> {
  for (let round = 1; ; round += 1) {
    await Promise.all(servers.map(runAll))
    const left = (await Promise.all(servers.map(jobsOf))).flat()
    if (left.length === 0) return
    if (round === mostRounds || left.some(({ state }) => state === 'dead')) {
      throw new Error(`there is still something to do: ${JSON.stringify(left)}`)
    }
  }
}

async function runAll(server: Server): Promise<void> {
  const { application, tenant } = server
  for (const { id } of await jobsOf(server)) await application.jobs.retry(tenant.id, id)
  await application.jobs.runDue()
}

async function jobsOf({ application, tenant }: Server) {
  return application.jobs.list(tenant.id)
}
