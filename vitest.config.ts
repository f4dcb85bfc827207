import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { suites } from './scripts/suites.ts'

export default defineConfig({
  test: {
    pool: 'threads',
    // Much of what is tested waits for disks and processes: three at a time also where there are only two cores.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // One group after the other: a suite that starts processes is not disturbed by another one.
    projects: suites.map(({ name, include, exclude = [], setUp, isolate, timeout = 30_000 }, order) => ({
      extends: true,
      test: {
        name,
        include: [...include],
        exclude: [...configDefaults.exclude, ...exclude],
        ...(setUp && { globalSetup: [setUp.once], setupFiles: [setUp.inWorkers] }),
        isolate,
        testTimeout: timeout,
        hookTimeout: timeout,
        sequence: { groupOrder: order },
      },
    })),
  },
})
