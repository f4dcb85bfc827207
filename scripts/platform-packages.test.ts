import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Lockfile } from './dependency-rules.ts'
import { addPlatformPackages, missingPlatformPackages } from './platform-packages.ts'

const lockfile: Lockfile = {
  packages: {
    '': {},
    'node_modules/tool': {
      version: '1.0.0',
      license: 'MIT',
      dev: true,
      optionalDependencies: {
        '@tool/linux-x64': '1.0.0',
        '@tool/binding-linux-arm-musleabihf': '1.0.0',
        '@tool/cli-darwin-arm64': '1.0.0',
        fsevents: '~2.3.3',
        nested: '1.0.0',
      },
    },
    'node_modules/@tool/linux-x64': { version: '1.0.0' },
    'node_modules/tool/node_modules/nested': { version: '1.0.0' },
  },
}

describe('packages for other platforms', () => {
  it('are all in the lockfile of this repository', () => {
    const locked = JSON.parse(
      readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'),
    ) as Lockfile
    const missing = missingPlatformPackages(locked).map(({ name }) => name)
    expect(missing, 'npm ci refuses this lockfile: run scripts/complete-lockfile.ts with Node.js 24').toEqual(
      [],
    )
  })

  it('are missed, whether they are wanted at the top or below', () => {
    expect(missingPlatformPackages(lockfile).map(({ name }) => name)).toEqual([
      '@tool/binding-linux-arm-musleabihf',
      '@tool/cli-darwin-arm64',
      'fsevents',
    ])
  })

  it('are added for the platforms that their names tell', () => {
    const { packages } = addPlatformPackages(lockfile)
    const common = { version: '1.0.0', license: 'MIT', dev: true, optional: true }
    expect(packages).toEqual({
      ...lockfile.packages,
      'node_modules/@tool/binding-linux-arm-musleabihf': {
        ...common,
        os: ['linux'],
        cpu: ['arm'],
        libc: ['musl'],
      },
      'node_modules/@tool/cli-darwin-arm64': { ...common, os: ['darwin'], cpu: ['arm64'] },
    })
  })

  it('are added in the order of npm', () => {
    const folders = Object.keys(addPlatformPackages(lockfile).packages)
    expect(folders).toEqual(folders.toSorted((a, b) => a.localeCompare(b, 'en')))
  })
})
