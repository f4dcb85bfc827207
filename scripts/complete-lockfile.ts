/**
 * Run after `npm install` has changed the lockfile: adds the packages of other platforms that npm left out.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Lockfile } from './dependency-rules.ts'
import { addPlatformPackages, missingPlatformPackages } from './platform-packages.ts'

const file = join(dirname(import.meta.dirname), 'package-lock.json')
const lockfile = addPlatformPackages(JSON.parse(readFileSync(file, 'utf8')) as Lockfile)
writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`)

for (const { name } of missingPlatformPackages(lockfile)) {
  console.error(`${name} is still missing: its name tells no platform.`)
  process.exitCode = 1
}
