import { createHash } from 'node:crypto'
import { lstat, mkdir, realpath } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Addresses of Unix sockets have 108 bytes on Linux and 104 elsewhere, with the final zero. */
const longestPath = 100

/**
 * The socket through which the command line reaches the server of a data folder; both sides call this.
 *
 * It lies in the data folder, or, where that path would be too long for a socket, in a private folder named after it
 * under `XDG_RUNTIME_DIR` (or the folder for temporary files), which both sides must then agree on.
 * Servers that share a folder may be on several machines, which see each other's sockets and cannot use them: then each
 * machine has one of its own.
 * @param dataFolder - path of an existing folder
 * @param use - of the folder by servers
 * @throws UnsafeFolderError, when somebody else could have put a socket there
 */
export async function socketPathFor(dataFolder: string, use: 'alone' | 'shared' = 'alone'): Promise<string> {
  const folder = await realpath(dataFolder)
  const name = use === 'alone' ? 'isthmus.sock' : `isthmus-${digest(hostname()).slice(0, 8)}.sock`
  const direct = join(folder, name)
  if (Buffer.byteLength(direct) <= longestPath) return direct
  const privateFolder = join(
    process.env['XDG_RUNTIME_DIR'] || tmpdir(),
    `isthmus-${digest(folder).slice(0, 16)}`,
  )
  await makePrivate(privateFolder)
  return join(privateFolder, name)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A folder in which others could replace what the program relies on. The message says what to do. */
export class UnsafeFolderError extends Error {
  override readonly name = 'UnsafeFolderError'
}

async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting)
  // Not stat: in a folder that everybody can write to, a link could lead anywhere.
  const facts = await lstat(folder)
  if (facts.isDirectory() && facts.uid === process.getuid?.() && (facts.mode & 0o077) === 0) return
  throw new UnsafeFolderError(
    `${folder} is not a folder that only you can enter. Remove it, or set XDG_RUNTIME_DIR to a folder of your own.`,
  )
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}
