import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A part of a program and what of its time it took. */
export interface ProfileShare {
  readonly area: string
  /** Of the time in which the program did anything, 0 to 1. */
  readonly share: number
}

/** Milliseconds, from the beginning of the profile. */
export interface ProfileWindow {
  readonly from: number
  readonly to: number
}

/** What `node --cpu-prof` writes, as far as it is read here. */
export interface ProcessorProfile {
  readonly nodes: readonly {
    readonly id: number
    /** `lineNumber`: from 0. */
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[]
}

/** Reads the profile that a program has left in a folder; the places in it are those of the program's sources. */
export async function readProfile(folder: string): Promise<{ file: string; profile: ProcessorProfile }> {
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.cpuprofile'))
  if (name === undefined) throw new Error(`${folder} holds no profile`)
  const file = join(folder, name)
  return { file, profile: await inSources(JSON.parse(await readFile(file, 'utf8')) as ProcessorProfile) }
}

/** Names the source of each function that was built into a file with others: above what is from it stands `// its/path`. */
async function inSources(profile: ProcessorProfile): Promise<ProcessorProfile> {
  const built = new Map<string, readonly string[]>()
  for (const { url } of profile.nodes.map(({ callFrame }) => callFrame)) {
    if (!/\/server\/dist\/[^/]+\.js$/.test(url) || built.has(url)) continue
    built.set(url, (await readFile(fileURLToPath(url), 'utf8')).split('\n'))
  }
  const nodes = profile.nodes.map((node) => {
    const { url, lineNumber } = node.callFrame
    const heading = built.get(url)?.findLast((line, at) => at <= lineNumber && isPath.test(line))
    return heading === undefined
      ? node
      : { ...node, callFrame: { ...node.callFrame, url: heading.replace('// ', 'file:///') } }
  })
  return { ...profile, nodes }
}

const isPath = /^\/\/ (?:server|packages|node_modules)\//

/** Where the time went, by the parts of the program, the largest first. */
export function sharesOf(profile: ProcessorProfile, { from, to }: ProfileWindow): ProfileShare[] {
  const areas = new Map(profile.nodes.map(({ id, callFrame }) => [id, areaOf(callFrame)]))
  const times = new Map<string, number>()
  let now = 0
  for (const [position, id] of profile.samples.entries()) {
    const delta = (profile.timeDeltas[position] ?? 0) / 1000
    now += delta
    const area = areas.get(id)
    if (area !== undefined && now >= from && now <= to) times.set(area, (times.get(area) ?? 0) + delta)
  }
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  return [...times]
    .map(([area, time]) => ({ area, share: time / total }))
    .toSorted((one, other) => other.share - one.share)
}

/** `undefined` for waiting. */
function areaOf({ functionName, url }: { functionName: string; url: string }): string | undefined {
  if (functionName === '(idle)') return undefined
  if (functionName === '(garbage collector)') return 'garbage collector'
  if (url === '') return 'system calls and builtins'
  const library = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]
  return areas.find(([pattern]) => pattern.test(url))?.[1] ?? library ?? 'other'
}

const areas: readonly (readonly [RegExp, string])[] = [
  [/^node:(?:_http|net$|internal\/http|internal\/stream_base)/, 'Node.js: HTTP'],
  [/^node:(?:internal\/)?streams?/, 'Node.js: streams'],
  [/^node:(?:internal\/)?fs/, 'Node.js: files'],
  [/^node:(?:internal\/)?crypto/, 'Node.js: cryptography'],
  [/^node:/, 'Node.js: other'],
  [/\/server\/src\/platform\/database\/sqlite-/, 'SQLite, called by server/platform/database'],
  [/\/server\/src\/platform\/database\//, 'server/platform/database'],
  [/\/server\/src\/platform\//, 'server/platform, other'],
  [/\/server\/src\/http\//, 'server/http'],
  [/\/server\/src\/files\//, 'server/files'],
  [/\/server\/src\/accounts\//, 'server/accounts'],
  [/\/server\/src\//, 'server, other'],
  [/\/packages\/webdav\//, 'packages/webdav'],
  [/\/packages\//, 'packages, other'],
]
