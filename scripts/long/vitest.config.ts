import { dirname, join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { longSuites } from './long-suites.ts'

const scaled = join(import.meta.dirname, 'fast-check.ts')
const day = 24 * 60 * 60 * 1000

export default defineConfig({
  root: dirname(dirname(import.meta.dirname)),
  test: {
    pool: 'threads',
    // What `npm test` has cached imports the other fast-check.
    fsModuleCache: false,
    globalSetup: ['scripts/testing/build-program.ts'],
    // How long it takes is up to whoever runs it.
    testTimeout: day,
    projects: longSuites.map(({ name, include, isolate }) => ({
      extends: true,
      plugins: [
        {
          name: 'scaled-properties',
          enforce: 'pre' as const,
          resolveId: (source: string, importer: string | undefined) =>
            source === 'fast-check' && importer !== scaled ? scaled : undefined,
        },
      ],
      test: { name, include: [...include], isolate },
    })),
  },
})
