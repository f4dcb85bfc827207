import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** How to call this program from a folder: `bin/isthmus` in the checkout, else its absolute path. */
export function programPath(workingDirectory: string): string {
  const absolute = join(root, 'bin', 'isthmus')
  const path = relative(workingDirectory, absolute)
  return path.startsWith('..') ? absolute : path
}
