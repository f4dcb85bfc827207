import { createHash } from 'node:crypto'
import { lstat, mkdir, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Addresses of Unix sockets have 108 bytes on Linux and 104 elsewhere, with the final zero. */
const longestPath = 100

/**
 * The socket through which the command line reaches the server of a data folder; both sides call this.
 *
 * It lies in the data folder, or, where that path would be too long for a socket, in a private folder named after it
 * under `XDG_RUNTIME_DIR` (or the folder for temporary files), which both sides must then agree on.
 * @param dataFolder - path of an existing folder
 * @throws UnsafeFolderError, when somebody else could have put a socket there
 */
export async function socketPathFor(dataFolder: string): Promise<string> {
  const folder = await realpath(dataFolder)
  const direct = join(folder, 'isthmus.sock')
  if (Buffer.byteLength(direct) <= longestPath) return direct
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const privateFolder = join(process.env['XDG_RUNTIME_DIR'] || tmpdir(), `isthmus-${hash}`)
  await makePrivate(privateFolder)
  return join(privateFolder, 'isthmus.sock')
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
