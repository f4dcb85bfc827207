import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DavPath } from '@isthmus/webdav'
import { inParallel } from '../../platform/in-parallel.ts'
import { CommandFailure } from '../command-failure.ts'
import { failureOf, ProblemError } from '../problem.ts'
import { type Progress, showProgress } from '../progress.ts'
import type { Surroundings } from '../surroundings.ts'
import { digestOf } from './local-digest.ts'
import type { RemoteFile, RemoteFiles } from './remote-files.ts'
import { showPath } from './remote-path.ts'
import { atOnce, TransferCount, type TransferOutcome } from './transfer-outcome.ts'

/** What is to come down, and where to. Local paths are absolute. */
export interface GetOrder {
  readonly path: DavPath
  /**
   * The name of a file, or the folder that it goes into; what is in a folder goes into that folder, which is made when
   * it is missing. When absent, the same name in `folder`.
   */
  readonly target?: string
  readonly folder: string
}

/** One file that is to come down. */
interface Download {
  readonly path: DavPath
  readonly local: string
  readonly file: RemoteFile
}

/**
 * Downloads a file, or what is in a folder with all that is below it. Files that are there already with the same
 * contents are not fetched again, and one that broke off is gone on with where it stopped.
 *
 * What is on its way lies in a hidden file beside its place, and gets its name when it is complete and its checksum
 * has been compared.
 */
export async function getFiles(
  surroundings: Surroundings,
  files: RemoteFiles,
  order: GetOrder & { readonly json?: boolean | undefined },
): Promise<TransferOutcome> {
  const count = new TransferCount()
  const downloads = await planFor(files, order, count)
  const total = downloads.reduce((sum, { file: { size = 0 } }) => sum + size, 0)
  using progress = showProgress(surroundings, { total, json: order.json })
  await inParallel(downloads, atOnce, async (download) => {
    progress.name(download.file.name)
    await count.attempt(showPath(download.path), async () => {
      if (await isThere(download)) {
        count.unchanged += 1
        progress.advance(download.file.size ?? 0)
        return
      }
      const received = await fetchFile(files, download, progress)
      count.bytes += received
      count.files += 1
    })
  })
  return count
}

async function planFor(
  files: RemoteFiles,
  { path, folder, target }: GetOrder,
  count: TransferCount,
): Promise<Download[]> {
  const file = await files.stat(path)
  if (file === undefined) {
    throw new ProblemError({
      ...failureOf('not-found', 'There is no such file or folder.'),
      detail: `Path: ${showPath(path)}`,
    })
  }
  if (file.kind === 'folder') return planFolder(files, path, target ?? join(folder, file.name), count)
  return [{ path, file, local: await placeFor(file.name, folder, target) }]
}

async function placeFor(name: string, folder: string, target = folder): Promise<string> {
  const isFolder = await stat(target).then(
    (facts) => facts.isDirectory(),
    () => false,
  )
  return isFolder ? join(target, name) : target
}

async function planFolder(
  files: RemoteFiles,
  path: DavPath,
  local: string,
  count: TransferCount,
): Promise<Download[]> {
  await mkdir(local, { recursive: true })
  const downloads: Download[] = []
  await count.attempt(showPath(path), async () => {
    for (const file of await files.list(path)) {
      const below = { path: [...path, file.name], local: join(local, file.name) }
      if (file.kind === 'file') downloads.push({ ...below, file })
      else downloads.push(...(await planFolder(files, below.path, below.local, count)))
    }
  })
  return downloads
}

async function isThere({ local, file: { size, sha1 } }: Download): Promise<boolean> {
  const facts = await stat(local).catch(() => undefined)
  if (facts === undefined || sha1 === undefined || facts.size !== size) return false
  return (await digestOf(local, facts.size)).digest('hex') === sha1
}

/** @returns how many bytes came over the line */
async function fetchFile(
  files: RemoteFiles,
  { path, local, file }: Download,
  progress: Progress,
): Promise<number> {
  const part = join(dirname(local), partName(file))
  const { body, start } = await openRest(files, path, file, await sizeOf(part))
  const hash = await digestOf(part, start)
  progress.advance(start)
  const received = await append(body, part, start, (chunk) => {
    hash.update(chunk)
    progress.advance(chunk.length)
  })
  if (file.sha1 !== undefined && hash.digest('hex') !== file.sha1) {
    await rm(part)
    const title = 'It did not arrive as it is on the server; it may have changed meanwhile. Try again.'
    throw new ProblemError(failureOf('checksum-mismatch', title))
  }
  if (file.modifiedAt !== undefined) await utimes(part, new Date(file.modifiedAt), new Date(file.modifiedAt))
  await rename(part, local)
  return received
}

/** Asks for what is missing behind the first bytes. @returns where the body begins */
async function openRest(
  files: RemoteFiles,
  path: DavPath,
  { etag, size }: RemoteFile,
  present: number,
): Promise<{ body: AsyncIterable<Uint8Array> | readonly Uint8Array[]; start: number }> {
  // Without a strong entity tag nobody can tell whether a part still belongs to the file.
  if (etag === undefined || size === undefined || present === 0 || present > size) {
    return { body: (await files.read(path)).body, start: 0 }
  }
  if (present === size) return { body: [], start: present }
  const { body, resumed } = await files.read(path, { first: present, etag })
  return { body, start: resumed ? present : 0 }
}

/** @throws CommandFailure `broken-off` */
async function append(
  body: AsyncIterable<Uint8Array> | readonly Uint8Array[],
  path: string,
  start: number,
  notice: (chunk: Uint8Array) => void,
): Promise<number> {
  let received = 0
  await using output = await open(path, start === 0 ? 'w' : 'a')
  try {
    for await (const chunk of body) {
      await output.writeFile(chunk)
      notice(chunk)
      received += chunk.length
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && error.syscall === 'write') throw error
    const message = 'The transfer broke off. Call this again to go on with it.'
    throw new CommandFailure('broken-off', message, { cause: error })
  }
  return received
}

/** The same for the same contents at the same place, so that the next run finds it. */
function partName({ name, etag = '' }: RemoteFile): string {
  return `.isthmus-${createHash('sha256').update(`${name}\n${etag}`).digest('hex').slice(0, 16)}.part`
}

function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
