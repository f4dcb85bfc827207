import { existsSync } from 'node:fs'
import { runChild } from './launch/run-child.mjs'
import type { Suite } from './suites.ts'

/** What the installation of Debian packages needs of the machine; the tests bring their own. */
export interface DebianSystem {
  /** Whether packages can be installed here: Debian or a relative of it, and root. */
  readonly canInstall: boolean
  /** Those of the packages that are not installed. */
  missing(packages: readonly string[]): Promise<string[]>
  /** Installs packages; returns why it did not work, undefined when it did. */
  install(packages: readonly string[]): Promise<string | undefined>
}

/** What needs Debian packages: a suite of tests, or anything else that has a name. */
type InNeed = Pick<Suite, 'name' | 'debianPackages'>

/** A suite that cannot run here. */
export interface UnrunnableSuite<S extends InNeed = Suite> {
  readonly suite: S
  /** Which packages are missing and how to get them; several lines. */
  readonly reason: string
}

/**
 * Installs the Debian packages that suites need, where that is possible.
 *
 * @param suites - the suites that are about to run
 * @param system - the machine
 * @param report - is told what is being installed
 * @returns the suites that cannot run all the same
 */
export async function provideDebianPackages<S extends InNeed>(
  suites: readonly S[],
  system: DebianSystem,
  report: (line: string) => void,
): Promise<UnrunnableSuite<S>[]> {
  const wanted = [...new Set(suites.flatMap((suite) => suite.debianPackages))]
  if (wanted.length === 0) return []
  const missing = await system.missing(wanted)
  if (missing.length === 0) return []

  let failure = 'Only root can install packages, and only on Debian.'
  if (system.canInstall) {
    report(`installing the Debian packages ${missing.join(', ')}`)
    const refusal = await system.install(missing)
    if (refusal === undefined) return []
    failure = refusal
  }
  const stillMissing = await system.missing(missing)
  return suites.flatMap((suite) => {
    const lacks = suite.debianPackages.filter((name) => stillMissing.includes(name))
    if (lacks.length === 0) return []
    const command = `apt-get update && apt-get install --yes --no-install-recommends ${lacks.join(' ')}`
    return [{ suite, reason: `It needs ${lacks.join(', ')}. ${failure}\nAs root: ${command}` }]
  })
}

/** The machine this process runs on. */
export const thisSystem: DebianSystem = {
  canInstall: process.getuid?.() === 0 && existsSync('/etc/debian_version'),

  async missing(packages) {
    const states = await Promise.all(
      packages.map(async (name) => {
        // Without dpkg-query nothing counts as installed.
        const query = runChild('dpkg-query', ['--show', '--showformat=${db:Status-Status}', name])
        return await query.then(
          ({ output }) => output.trim() === 'installed',
          () => false,
        )
      }),
    )
    return packages.filter((_, index) => states[index] === false)
  },

  async install(packages) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const steps = [
      ['update', '--quiet=2'],
      ['install', '--quiet=2', '--yes', '--no-install-recommends', ...packages],
    ]
    for (const step of steps) {
      const { code, output } = await runChild('apt-get', step, { env })
      if (code !== 0) return `apt-get ${step[0]} failed: ${output.trim().split('\n').slice(-5).join('\n')}`
    }
    return undefined
  },
}
