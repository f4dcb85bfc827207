import { dirname } from 'node:path'
import type { TestProject } from 'vitest/node'
import { program, provideBuilt } from '../launch/built.mjs'

const root = dirname(dirname(import.meta.dirname))

/** Lets tests that start the program as a process start the one of today's sources. Vitest runs it before the tests. */
export default async function buildProgram(project: TestProject): Promise<void> {
  const build = () => provideBuilt(root, program, process.execPath, console.error)
  await build()
  project.onTestsRerun(build)
}
