import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { inRandomOrder } from './in-random-order.ts'
import { type Mutant, mutate } from './mutate.ts'
import { testedModules } from './tested-modules.ts'

export interface MutantOfModule extends Mutant {
  /** Relative to the repository. */
  readonly module: string
}

/** Of a hundred mutants the tests have to find so many. Some change nothing that could be seen. */
const lowestScore = 85

/** No mutant takes longer, but one that goes round in circles; milliseconds. */
const patience = 60_000

/**
 * Runs the tests beside pure modules on mutants of these, in random order until the time is over, and prints the mutants
 * that no test has noticed.
 * @param root - the repository
 * @returns whether enough were noticed
 */
export async function runMutants(
  root: string,
  { seed, minutes }: { readonly seed: number; readonly minutes: number },
): Promise<boolean> {
  const modules = testedModules(root)
  if (!(await passes(root, [...modules.values()].flat(), undefined))) {
    console.error('The tests fail without any mutant.')
    return false
  }
  const mutants = [...modules.keys()].flatMap((module) =>
    mutate(module, readFileSync(join(root, module), 'utf8')).map((mutant) => ({ ...mutant, module })),
  )
  const end = Date.now() + minutes * 60_000
  const survivors: MutantOfModule[] = []
  let tried = 0
  const queue = inRandomOrder(mutants, seed).values()
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (const mutant of queue) {
        if (Date.now() > end) return
        tried += 1
        if (await passes(root, modules.get(mutant.module) ?? [], mutant)) survivors.push(mutant)
      }
    }),
  )
  for (const line of survivors.map((mutant) => describe(root, mutant)).toSorted()) console.log(line)
  const score = (100 * (tried - survivors.length)) / tried
  console.log(
    `${tried} of ${mutants.length} mutants of ${modules.size} modules, ${survivors.length} survived: ` +
      `${score.toFixed(1)} % were noticed, at least ${lowestScore} % must be`,
  )
  return score >= lowestScore
}

async function passes(
  root: string,
  tests: readonly string[],
  mutant: MutantOfModule | undefined,
): Promise<boolean> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--config', join(import.meta.dirname, 'vitest.config.ts'), ...tests]
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'ignore',
    timeout: patience,
    killSignal: 'SIGKILL',
    env: { ...process.env, ...(mutant && { ISTHMUS_MUTANT: JSON.stringify(mutant) }) },
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return code === 0
}

function describe(root: string, { module, start, end, replacement }: MutantOfModule): string {
  const text = readFileSync(join(root, module), 'utf8')
  const line = text.slice(0, start).split('\n').length
  const [from, to] = [text.lastIndexOf('\n', start) + 1, text.indexOf('\n', end)]
  const before = text.slice(from, to)
  const after = text.slice(from, start) + replacement + text.slice(end, to)
  return `${module}:${line}\n  - ${before.trim()}\n  + ${after.trim()}`
}
