import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  isAllowedLicence,
  type Lockfile,
  packagesWithInstallScript,
  productionLicences,
} from './dependency-rules.ts'

const root = join(import.meta.dirname, '..')
const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile

describe('the dependencies of this repository', () => {
  it('have licences that are allowed', () => {
    const licences = productionLicences(locked, () => undefined)
    expect(licences.length).toBeGreaterThan(20)
    expect(licences.filter(({ licence }) => !isAllowedLicence(licence))).toEqual([])
  })

  it('run no script when they are installed', () => {
    expect(packagesWithInstallScript(locked)).toEqual([])
  })
})

describe('licences', () => {
  it.each([
    ['MIT', true],
    ['GPL-3.0-only', false],
    ['unknown', false],
    ['', false],
    ['MIT OR GPL-3.0-only', true],
    ['(GPL-2.0-only OR (MIT AND ISC))', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-2.0-only OR MIT AND GPL-3.0-only', false],
    ['Apache-2.0 WITH LLVM-exception', true],
    ['(MIT OR GPL-3.0-only', false],
    ['MIT GPL-3.0-only', false],
    ['SEE LICENSE IN LICENSE.md', false],
  ])('of %s: allowed is %s', (expression, expected) => {
    expect(isAllowedLicence(expression)).toBe(expected)
  })

  it('are those of production dependencies, by their own manifests where they are installed', () => {
    const lockfile: Lockfile = {
      packages: {
        '': {},
        server: { license: 'Apache-2.0' },
        'node_modules/@isthmus/server': { link: true },
        'node_modules/a': { version: '1.0.0', license: 'MIT' },
        'node_modules/a/node_modules/@scope/b': { version: '2.0.0' },
        'node_modules/c': { version: '3.0.0', license: 'ISC', optional: true },
        'node_modules/tool': { version: '4.0.0', license: 'GPL-3.0-only', dev: true },
        'node_modules/d': { version: '5.0.0' },
      },
    }
    const manifests: Record<string, unknown> = {
      'node_modules/a': { license: 'GPL-3.0-only' },
      'node_modules/a/node_modules/@scope/b': { licenses: [{ type: 'MIT' }, { type: 'ISC' }] },
    }
    expect(productionLicences(lockfile, (folder) => manifests[folder])).toEqual([
      { name: 'a@1.0.0', licence: 'GPL-3.0-only' },
      { name: '@scope/b@2.0.0', licence: 'MIT OR ISC' },
      { name: 'c@3.0.0', licence: 'ISC' },
      { name: 'd@5.0.0', licence: 'unknown' },
    ])
  })
})

describe('install scripts', () => {
  it('are found, but for optional tools of other platforms', () => {
    const packages = {
      'node_modules/a': { hasInstallScript: true },
      'node_modules/b': { hasInstallScript: true, dev: true },
      'node_modules/fsevents': { hasInstallScript: true, dev: true, optional: true, os: ['darwin'] },
      'node_modules/c': {},
    }
    expect(packagesWithInstallScript({ packages })).toEqual(['node_modules/a', 'node_modules/b'])
  })
})
