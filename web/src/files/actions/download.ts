import { addressOf } from '../../api/call.ts'
import type { FileEntry } from '../../api/contract.ts'
import { nameOf, type Place } from '../../place.ts'

/** How long an address may be before something on the way refuses it. */
const longestAddress = 8000

/**
 * Has the browser keep a file; a folder, or several things of one folder, in a ZIP archive.
 * @param folder - in which they are
 * @param entries - everything in the folder when absent
 * @returns whether it could be asked for: the names of very many things do not fit into an address
 */
export function download(folder: Place, entries?: readonly FileEntry[]): boolean {
  const [first] = entries ?? []
  if (entries?.length === 1 && first?.kind === 'file') {
    keep(addressOf('GET /files/content', { query: { ...folder, path: first.path, download: 'true' } }))
    return true
  }
  const names = entries?.map(nameOf).join('/')
  const address = addressOf('GET /files/archive', {
    query: { ...folder, ...(names !== undefined && { names }) },
  })
  if (address.length > longestAddress) return false
  keep(address)
  return true
}

function keep(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
