import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '../../api/call.ts'
import type { FileEntry } from '../../api/contract.ts'
import { queryClient, question } from '../../api/use-api.ts'
import type { Place } from '../../place.ts'
import type { Listing } from './listing.ts'

/** In which order a folder is shown. */
export interface FolderOrder {
  readonly sort: 'name' | 'size' | 'modified' | 'kind'
  readonly isDescending: boolean
}

export interface Folder extends Listing<FileEntry> {
  /** The folder itself; absent until its first page is there. */
  readonly folder: FileEntry | undefined
  /** Why it cannot be shown. */
  readonly error: Error | null
  retry(): void
}

/** How many entries are asked for at once. */
const pageSize = 500

/**
 * A folder of any size: of its pages, those in sight are fetched and kept up to date. The keys are paths.
 * @param filter - what names contain; everything when empty
 */
export function useFolder(place: Place, { sort, isDescending }: FolderOrder, filter: string): Folder {
  const [shown, setShown] = useState({ first: 0, last: 0 })
  const ask = (page: number) =>
    question('GET /files', {
      query: {
        ...place,
        ...(filter !== '' && { filter }),
        sort,
        descending: isDescending ? 'true' : 'false',
        limit: pageSize,
        offset: page * pageSize,
      },
    })
  const inSight = Array.from({ length: shown.last - shown.first + 1 }, (_, index) => shown.first + index)
  // The first page says what the folder is, while others are still being fetched.
  const pages = [...new Set([0, ...inSight])]
  const answers = useQueries({ queries: pages.map(ask) })
  const latest = answers
    .filter(({ data }) => data !== undefined)
    .toSorted((one, other) => other.dataUpdatedAt - one.dataUpdatedAt)[0]?.data
  const error = answers.find((answer) => answer.error !== null)?.error ?? null
  // While the server is out of reach, what was there stays in sight.
  const isShown = latest !== undefined && (error === null || isProblem(error, 'unreachable'))
  const total = isShown ? latest.total : 0

  // A page that is out of sight is shown as it was until it is in sight again.
  const known = new Map<number, readonly FileEntry[]>()
  const entriesOf = (page: number): readonly FileEntry[] => {
    const entries =
      known.get(page) ??
      answers[pages.indexOf(page)]?.data?.entries ??
      queryClient.getQueryData(ask(page).queryKey)?.entries ??
      []
    known.set(page, entries)
    return entries
  }

  return {
    folder: latest?.folder,
    error: isShown ? null : error,
    retry: () => {
      for (const answer of answers) void answer.refetch()
    },
    total,
    isWhole: isShown && total <= pageSize,
    at: (index) => entriesOf(Math.floor(index / pageSize))[index % pageSize],
    indexOf: (path) => {
      for (let page = 0; page * pageSize < total; page += 1) {
        const index = indexesIn(entriesOf(page)).get(path)
        if (index !== undefined) return page * pageSize + index
      }
      return undefined
    },
    show: (first, last) => {
      const next = {
        first: Math.floor(Math.max(0, first) / pageSize),
        last: Math.floor(Math.max(0, Math.min(last, total - 1)) / pageSize),
      }
      if (next.first !== shown.first || next.last !== shown.last) setShown(next)
    },
    between: async (first, last) => {
      const found: FileEntry[] = []
      for (let page = Math.floor(first / pageSize); page * pageSize <= last; page += 1) {
        const { entries } = await queryClient.query(ask(page))
        const start = page * pageSize
        found.push(...entries.slice(Math.max(0, first - start), last + 1 - start))
      }
      return found
    },
  }
}

const indexes = new WeakMap<readonly FileEntry[], ReadonlyMap<string, number>>()

/** Where in a page each path is. */
function indexesIn(entries: readonly FileEntry[]): ReadonlyMap<string, number> {
  const known = indexes.get(entries)
  if (known !== undefined) return known
  const made = new Map(entries.map(({ path }, index) => [path, index]))
  indexes.set(entries, made)
  return made
}
