/**
 * The rooms of the server, from low to high. A room may import the rooms of the levels below its own, never
 * one of its own level or above.
 */
export const roomLevels: readonly (readonly string[])[] = [
  ['jobs'],
  ['mail', 'activity'],
  ['accounts'],
  ['files', 'calendars', 'contacts'],
  ['federation'],
  ['shares'],
  ['mounts'],
  ['guests'],
]

const rooms = roomLevels.flat()

/** A part of the house that the import rules speak of. */
export type Area =
  /** `name` as in `packages/name`. */
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'room'; readonly name: string }
  /** The composition root, `server/src/server.ts`, with its tests, and `testing.ts`, its side door for the testkit. */
  | { readonly kind: 'server' }
  | { readonly kind: 'platform' | 'http' | 'cli' | 'testkit' | 'tests' | 'scripts' | 'web' }
  /** Configuration of a tool, at the top of the repository or of the server. */
  | { readonly kind: 'root' }

/** Finds the area of a code file; undefined when the file has no place in the house. */
export function areaOf(path: string): Area | undefined {
  const [first = '', second = '', third = '', fourth] = path.split('/')
  if (second === '' || path === 'server/vite.config.ts') return { kind: 'root' }
  if (first === 'packages') return { kind: 'package', name: second }
  if (first === 'testkit' || first === 'tests' || first === 'scripts' || first === 'web')
    return { kind: first }
  // It starts servers by their command lines and knows nothing of what is inside.
  if (first === 'bench') return { kind: 'scripts' }
  if (first !== 'server' || second !== 'src') return undefined
  if (fourth === undefined) return /^(?:server\.|testing\.ts$)/.test(third) ? { kind: 'server' } : undefined
  if (third === 'platform' || third === 'http' || third === 'cli') return { kind: third }
  return rooms.includes(third) ? { kind: 'room', name: third } : undefined
}

/** How a person calls an area. */
export function nameOf(area: Area): string {
  if (area.kind === 'package') return `packages/${area.name}`
  if (area.kind === 'room') return `the room ${area.name}`
  return area.kind === 'server' ? 'server.ts' : `${area.kind}/`
}
