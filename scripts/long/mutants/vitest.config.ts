/** Runs tests on a mutant of one module, which is never written to the disk. */
import { dirname, join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { applyMutant } from './mutate.ts'
import type { MutantOfModule } from './run-mutants.ts'

const root = dirname(dirname(dirname(import.meta.dirname)))
const mutant = JSON.parse(process.env['ISTHMUS_MUTANT'] ?? 'null') as MutantOfModule | null

export default defineConfig({
  root,
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      transform: (text: string, id: string) =>
        mutant !== null && id === join(root, mutant.module) ? applyMutant(text, mutant) : undefined,
    },
  ],
  // A cached module would be that of another mutant.
  test: { pool: 'threads', isolate: false, bail: 1, fsModuleCache: false },
})
