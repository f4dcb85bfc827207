/** Run by Vitest once before and after the suites on PostgreSQL: one server for all of their tests. */
import type { TestProject } from 'vitest/node'
import { startPostgresServer } from './start-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server that tests may fill. */
    postgresServer: string
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer()
  project.provide('postgresServer', server.url)
  return async () => {
    await server[Symbol.asyncDispose]()
  }
}
