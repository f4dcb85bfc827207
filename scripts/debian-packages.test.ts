import { describe, expect, it } from 'vitest'
import { type DebianSystem, provideDebianPackages, thisSystem } from './debian-packages.ts'
import type { Suite } from './suites.ts'

const unit = suite('unit')
const conformance = suite('conformance', 'litmus')
const e2e = suite('e2e', 'chromium', 'litmus')

describe('Debian packages', () => {
  it('are not looked for when no suite needs any', async () => {
    const system = machine({ canInstall: true, missing: () => Promise.reject(new Error('asked')) })
    expect(await provide([unit], system)).toEqual([])
  })

  it('are installed once when they are missing', async () => {
    const system = machine({ canInstall: true })
    expect(await provide([unit, conformance, e2e], system)).toEqual([])
    expect(system.installations).toEqual([['litmus', 'chromium']])
  })

  it('are left alone when they are there', async () => {
    const system = machine({ canInstall: true, present: ['litmus'] })
    expect(await provide([conformance], system)).toEqual([])
    expect(system.installations).toEqual([])
  })

  it('keep only those suites from running that need them, with the command to run', async () => {
    const system = machine({ canInstall: false, present: ['litmus'] })
    expect(await provide([unit, conformance, e2e], system)).toEqual([
      [
        'e2e',
        'It needs chromium. Only root can install packages, and only on Debian.\n' +
          'As root: apt-get update && apt-get install --yes --no-install-recommends chromium',
      ],
    ])
    expect(system.installations).toEqual([])
  })

  it('keep suites from running when they cannot be installed, with the reason', async () => {
    const system = machine({
      canInstall: true,
      install: () => Promise.resolve('apt-get update failed: no network'),
    })
    expect(await provide([conformance], system)).toEqual([
      ['conformance', expect.stringContaining('apt-get update failed: no network')],
    ])
  })

  it('are told apart on this machine, without any when there is no dpkg', async () => {
    expect(await thisSystem.missing(['no-such-package-at-all'])).toEqual(['no-such-package-at-all'])
  })
})

async function provide(suites: readonly Suite[], system: DebianSystem): Promise<string[][]> {
  const unrunnable = await provideDebianPackages(suites, system, () => undefined)
  return unrunnable.map(({ suite: { name }, reason }) => [name, reason])
}

function machine({
  present = [],
  ...own
}: Partial<DebianSystem> & { canInstall: boolean; present?: string[] }) {
  const installations: string[][] = []
  const installed = new Set(present)
  return {
    installations,
    missing: (packages: readonly string[]) =>
      Promise.resolve(packages.filter((name) => !installed.has(name))),
    install: (packages: readonly string[]) => {
      installations.push([...packages])
      for (const name of packages) installed.add(name)
      return Promise.resolve(undefined)
    },
    ...own,
  }
}

function suite(name: string, ...debianPackages: string[]): Suite {
  return { name, about: '', include: [], isolate: true, debianPackages }
}
