/**
 * `npm run check -- licences`: lists the licences of the production dependencies, and fails when one of them
 * is not allowed or when a package wants to run a script at its installation.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  isAllowedLicence,
  type Lockfile,
  packagesWithInstallScript,
  productionLicences,
} from './dependency-rules.ts'

const root = dirname(import.meta.dirname)
const lockfile = readJson('package-lock.json') as Lockfile
const dependencies = productionLicences(lockfile, (folder) => readJson(join(folder, 'package.json')))

const byLicence = Map.groupBy(dependencies, ({ licence }) => licence)
for (const [licence, group] of byLicence)
  console.log(`${licence}: ${group.map(({ name }) => name).join(', ')}`)

const refused = dependencies.filter(({ licence }) => !isAllowedLicence(licence))
for (const { name, licence } of refused)
  console.log(`\n${name} has the licence ${licence}, which is not allowed.`)
const scripted = packagesWithInstallScript(lockfile)
for (const folder of scripted)
  console.log(`\n${folder} has an install script: take another package or version.`)
process.exitCode = refused.length + scripted.length === 0 ? 0 : 1

/** Reads a JSON file of the repository; undefined when there is none. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
