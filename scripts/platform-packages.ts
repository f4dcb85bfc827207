import type { LockedPackage, Lockfile } from './dependency-rules.ts'

/** A package with binaries for one platform that the lockfile should have. */
export interface PlatformPackage {
  readonly name: string
  readonly version: string
  /** The entry of the package that wants it. */
  readonly wantedBy: LockedPackage
}

/**
 * Finds optional dependencies that the lockfile does not have. npm leaves out those that the registry at hand
 * does not offer, as some mirrors do with platforms that nobody uses there; `npm ci` refuses such a lockfile
 * everywhere.
 */
export function missingPlatformPackages({ packages }: Lockfile): PlatformPackage[] {
  return Object.entries(packages).flatMap(([folder, wantedBy]) =>
    Object.entries(wantedBy.optionalDependencies ?? {})
      .filter(
        ([name]) => !(`${folder}/node_modules/${name}` in packages || `node_modules/${name}` in packages),
      )
      .map(([name, version]) => ({ name, version, wantedBy })),
  )
}

/**
 * Adds the missing packages, for the platforms that their names tell: `@oxlint/binding-linux-x64-musl`. What
 * is for another platform is never fetched, so that its entry needs no digest.
 *
 * @returns a lockfile of which `npm ci` installs what the given one says; packages whose names tell no
 *   platform, or whose version is a range, stay missing
 */
export function addPlatformPackages(lockfile: Lockfile): Lockfile {
  const added = missingPlatformPackages(lockfile).flatMap(({ name, version, wantedBy }) => {
    const platform = platformOf(name)
    if (platform === undefined || !/^\d/.test(version)) return []
    const { dev, license } = wantedBy
    const entry: LockedPackage = {
      version,
      cpu: platform.cpu,
      ...(dev === undefined ? {} : { dev }),
      ...(platform.libc === undefined ? {} : { libc: platform.libc }),
      ...(license === undefined ? {} : { license }),
      optional: true,
      os: platform.os,
    }
    return [[`node_modules/${name}`, entry] as const]
  })
  const entries = [...Object.entries(lockfile.packages), ...added]
  const packages = Object.fromEntries(entries.toSorted(([a], [b]) => a.localeCompare(b, 'en')))
  return { ...lockfile, packages }
}

interface Platform {
  readonly os: readonly string[]
  readonly cpu: readonly string[]
  /** Undefined when any will do. */
  readonly libc?: readonly string[]
}

function platformOf(name: string): Platform | undefined {
  const pattern =
    /\b(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/
  const [, os, cpu, abi = ''] = pattern.exec(name) ?? []
  if (os === undefined || cpu === undefined) return undefined
  if (os !== 'linux' || abi === '') return { os: [os], cpu: [cpu] }
  return { os: [os], cpu: [cpu], libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] }
}
