import { startsWithPath } from '../dav-path.ts'
import { ResourceError } from '../resource-error.ts'
import type { DavPath } from '../resource-tree.ts'

/** What has become of the places of an in-memory tree: of each the last thing. */
export interface ChangeLog {
  changed(path: DavPath): void
  /** With everything below it. */
  gone(path: DavPath): void
  /** Names this moment. */
  token(): string
  /** What became of the places below a folder, in order. Refuses `invalid-sync-token`. */
  since(folder: DavPath, token: string | undefined, limit: number): ChangePage
}

export interface ChangePage {
  readonly changed: readonly DavPath[]
  readonly gone: readonly DavPath[]
  readonly token: string
  readonly truncated: boolean
}

interface Entry {
  readonly path: DavPath
  readonly isThere: boolean
  readonly number: number
}

export function createChangeLog(): ChangeLog {
  /** By path, in the order of the changes. */
  const entries = new Map<string, Entry>()
  let last = 0

  function record(path: DavPath, isThere: boolean): void {
    const key = path.join('/')
    last += 1
    entries.delete(key)
    entries.set(key, { path, isThere, number: last })
  }

  return {
    changed: (path) => record(path, true),

    gone(path) {
      for (const [key, entry] of entries) if (startsWithPath(entry.path, path)) entries.delete(key)
      record(path, false)
    },

    token: () => String(last),

    since(folder, token, limit) {
      const after = token === undefined ? 0 : parseNumber(token, last)
      const news = [...entries.values()].filter(
        ({ path, number, isThere }) =>
          number > after &&
          path.length > folder.length &&
          startsWithPath(path, folder) &&
          // RFC 6578 3.4: who knows nothing yet need not forget anything.
          (isThere || token !== undefined),
      )
      const page = news.slice(0, limit)
      const truncated = page.length < news.length
      return {
        changed: page.filter(({ isThere }) => isThere).map(({ path }) => path),
        gone: page.filter(({ isThere }) => !isThere).map(({ path }) => path),
        token: String(truncated ? (page.at(-1)?.number ?? after) : last),
        truncated,
      }
    },
  }
}

function parseNumber(token: string, last: number): number {
  const number = /^\d{1,15}$/.test(token) ? Number(token) : Number.POSITIVE_INFINITY
  if (number > last) throw new ResourceError('invalid-sync-token', 'This sync token was not issued here.')
  return number
}
