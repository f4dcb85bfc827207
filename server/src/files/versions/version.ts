/** What a file held before it was given other contents. */
export interface Version {
  /** The content that it held. */
  readonly contentId: number
  /** Bytes. */
  readonly size: number
  /** Of the file while it held this, epoch milliseconds. */
  readonly modifiedAt: number
  /** When the file was given other contents, epoch milliseconds. */
  readonly replacedAt: number
}

const hour = 60 * 60 * 1000
const day = 24 * hour

/** However closely a file is worked on, it has no more versions than this. */
export const mostVersions = 200

/**
 * How closely versions are kept, by their age: of each span the last one, so that the state at the end of an hour, a
 * day or a week remains.
 */
const bands = [
  { youngerThan: hour, span: 1 },
  { youngerThan: day, span: hour },
  { youngerThan: 30 * day, span: day },
  { youngerThan: Number.POSITIVE_INFINITY, span: 7 * day },
] as const

/**
 * Which versions of one file are no longer kept: all of the last hour stay, then one for each hour of a day, for each
 * day of a month, and for each week. When those are still too many, the oldest of the last hour go first: somebody
 * who saves every minute does not lose the history.
 * @param now - epoch milliseconds
 */
export function versionsToDrop(versions: readonly Version[], now: number): Version[] {
  const newestFirst = versions.toSorted(
    (one, other) => other.replacedAt - one.replacedAt || other.contentId - one.contentId,
  )
  const taken = new Set<string>()
  const kept: Version[] = []
  const dropped: Version[] = []
  for (const version of newestFirst) {
    const place = placeOf(version, now)
    if (place !== undefined && taken.has(place)) dropped.push(version)
    else kept.push(version)
    if (place !== undefined) taken.add(place)
  }
  return [...dropped, ...surplusOf(kept, now)]
}

/** Two versions in the same place are one too many; those of the last hour have none. */
function placeOf(version: Version, now: number): string | undefined {
  const age = now - version.replacedAt
  const band = bands.findIndex(({ youngerThan }) => age < youngerThan)
  if (band === 0) return undefined
  return `${band} ${Math.floor(version.replacedAt / (bands[band]?.span ?? 1))}`
}

/** @param kept - newest first */
function surplusOf(kept: readonly Version[], now: number): Version[] {
  const surplus = kept.length - mostVersions
  if (surplus <= 0) return []
  const recent = kept.filter((version) => now - version.replacedAt < hour)
  const older = kept.slice(recent.length)
  // The newest one is what an unlucky save has just replaced.
  const [newest, ...others] = recent
  const candidates = [...others.toReversed(), ...older.toReversed()]
  return newest === undefined ? older.toReversed().slice(0, surplus) : candidates.slice(0, surplus)
}
