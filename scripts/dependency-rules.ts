/** What is read of `package-lock.json`, version 3. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

/** One entry of the lockfile; its key is the package's folder. */
export interface LockedPackage {
  readonly version?: string
  readonly license?: string
  /** Only development needs it. */
  readonly dev?: boolean
  readonly optional?: boolean
  /** A link to a workspace. */
  readonly link?: boolean
  /** The platforms that it is for; all when there are none. */
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly hasInstallScript?: boolean
}

/** A production dependency and its licence. */
export interface DependencyLicence {
  readonly name: string
  /** An SPDX expression, or `unknown`. */
  readonly licence: string
}

/** SPDX identifiers of the licences that a production dependency may have. */
const allowedLicences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Unlicense',
])

/**
 * Lists the production dependencies of all workspaces with their licences.
 *
 * @param lockfile - the lockfile
 * @param readManifest - the parsed `package.json` in a folder of the lockfile, undefined when the package is
 *   not installed, as those for other platforms are not; the lockfile's word counts then
 */
export function productionLicences(
  lockfile: Lockfile,
  readManifest: (folder: string) => unknown,
): DependencyLicence[] {
  return Object.entries(lockfile.packages)
    .filter(([folder, entry]) => folder.includes('node_modules/') && !entry.link && !entry.dev)
    .map(([folder, entry]) => {
      const name = `${folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${entry.version}`
      return { name, licence: licenceOf(readManifest(folder)) ?? entry.license ?? 'unknown' }
    })
}

/** Whether the terms of an SPDX expression can be met with allowed licences alone. */
export function isAllowedLicence(expression: string): boolean {
  // AND binds stronger than OR. An exception (WITH) only ever adds permissions.
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? []
  let position = 0
  const take = (token: string): boolean => {
    if (tokens[position] !== token) return false
    position += 1
    return true
  }
  const readOr = (): boolean => {
    let allowed = readAnd()
    while (take('OR')) allowed = readAnd() || allowed
    return allowed
  }
  const readAnd = (): boolean => {
    let allowed = readOne()
    while (take('AND')) allowed = readOne() && allowed
    return allowed
  }
  const readOne = (): boolean => {
    if (take('(')) {
      const allowed = readOr()
      return take(')') && allowed
    }
    const licence = tokens[position]
    position += 1
    if (take('WITH')) position += 1
    return licence !== undefined && allowedLicences.has(licence)
  }
  return readOr() && position === tokens.length
}

/**
 * Names the packages that want to run a script when they are installed. The launcher installs without
 * scripts, so they would be installed half. What only development needs on one other platform (`fsevents`) is
 * exempt: it is optional.
 */
export function packagesWithInstallScript(lockfile: Lockfile): string[] {
  return Object.entries(lockfile.packages)
    .filter(([, entry]) => entry.hasInstallScript)
    .filter(([, entry]) => !(entry.dev && entry.optional && entry.os !== undefined))
    .map(([folder]) => folder)
}

/** Reads the licence of a manifest, in today's spelling and in the two old ones. */
function licenceOf(manifest: unknown): string | undefined {
  if (typeof manifest !== 'object' || manifest === null) return undefined
  const { license, licenses } = manifest as { license?: unknown; licenses?: unknown }
  const found = Array.isArray(licenses) ? licenses.map(spell) : [spell(license)]
  const spelled = found.filter((licence) => licence !== undefined)
  return spelled.length > 0 ? spelled.join(' OR ') : undefined
}

function spell(licence: unknown): string | undefined {
  if (typeof licence === 'string') return licence
  const type = (licence as { type?: unknown } | null | undefined)?.type
  return typeof type === 'string' ? type : undefined
}
