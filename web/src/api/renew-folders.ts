/** Asks anew what a change of files may have made old. */
import { queryClient, question } from './use-api.ts'

export interface FilesChanged {
  readonly space: string
  /** Of a folder: something in it, or below it, is new, changed or gone. */
  readonly path: string
}

let waiting: FilesChanged[] = []
let isRenewing = false

/**
 * Asks anew. What changes while answers are still coming is asked for after that: however quickly changes follow each
 * other, every answer arrives.
 */
export async function renewFolders(change: FilesChanged): Promise<void> {
  waiting.push(change)
  if (isRenewing) return
  isRenewing = true
  while (waiting.length > 0) {
    const changes = waiting
    waiting = []
    await renew(changes)
  }
  isRenewing = false
}

async function renew(changes: readonly FilesChanged[]): Promise<void> {
  const spaces = queryClient.getQueryData(question('GET /spaces').queryKey)?.spaces
  const own = spaces?.find(({ kind }) => kind === 'personal')?.id
  await queryClient.invalidateQueries({
    predicate: ({ queryKey: [name, ask] }) => {
      if (/^GET \/(?:trash|spaces)/.test(String(name))) return true
      if (!String(name).startsWith('GET /files')) return false
      const { path, space = own } = (ask as Ask | undefined)?.query ?? {}
      return changes.some((change) => isTouchedBy(change, { path, space }))
    },
  })
}

interface Ask {
  readonly query?: { readonly path?: string; readonly space?: string }
}

/**
 * Whether what is shown may have changed: what is in the folder or above it, and all of which it is not known where it
 * is.
 */
export function isTouchedBy(
  change: FilesChanged,
  shown: { readonly path?: string | undefined; readonly space?: string | undefined },
): boolean {
  if (shown.space !== undefined && shown.space !== change.space) return false
  if (shown.path === undefined) return true
  return isWithin(shown.path, change.path) || isWithin(change.path, shown.path)
}

function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`)
}
