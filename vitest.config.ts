import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { suites } from './scripts/suites.ts'

export default defineConfig({
  test: {
    pool: 'threads',
    // Much of what is tested waits for disks and processes: three at a time also where there are only two cores.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // One group after the other: suites that are sensitive to others at work have the machine for themselves.
    projects: suites.map(({ name, include, exclude = [], setUp, isolate, timeout = 60_000 }, at) => ({
      extends: true,
      test: {
        name,
        include: [...include],
        exclude: [...configDefaults.exclude, ...exclude],
        globalSetup: ['scripts/testing/build-program.ts', ...(setUp ? [setUp.once] : [])],
        ...(setUp && { setupFiles: [setUp.inWorkers] }),
        isolate,
        testTimeout: timeout,
        // How long a condition is waited for that comes by itself, on a machine that has other work as well.
        expect: { poll: { timeout: timeout / 2 } },
        hookTimeout: timeout,
        sequence: { groupOrder: groupOf(at) },
      },
    })),
  },
})

/** The place of a suite's group: where its first suite is in the list. */
function groupOf(at: number): number {
  return suites[at]?.beside === true ? groupOf(at - 1) : at
}
