import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import type { DavPath } from '@isthmus/webdav'
import { inParallel } from '../../platform/in-parallel.ts'
import { CommandFailure } from '../command-failure.ts'
import { failureOf, ProblemError } from '../problem.ts'
import { showProgress } from '../progress.ts'
import type { Surroundings } from '../surroundings.ts'
import { digestOf } from './local-digest.ts'
import type { RemoteFile, RemoteFiles } from './remote-files.ts'
import { showPath } from './remote-path.ts'
import { atOnce, TransferCount, type TransferOutcome } from './transfer-outcome.ts'

/** One file that is to go up. */
interface Upload {
  readonly local: string
  readonly path: DavPath
  readonly size: number
  readonly modifiedAt: number
}

/** All that is to go up: folders before what is in them. */
interface Plan {
  readonly folders: DavPath[]
  readonly uploads: Upload[]
  /** Neither files nor folders. */
  readonly strange: string[]
}

/**
 * Uploads a file, or what is in a folder with all that is below it. Files that are there already with the same
 * contents are not sent again, so that what broke off is gone on with by calling it again.
 * @param order.target - the name of a file, or the folder that it goes into; what is in a folder goes into that folder,
 *   which is made when it is missing. When absent, the same name at the top.
 */
export async function putFiles(
  surroundings: Surroundings,
  files: RemoteFiles,
  order: { readonly local: string; readonly target?: DavPath; readonly json?: boolean | undefined },
): Promise<TransferOutcome> {
  const plan = await planFor(files, order)
  const count = new TransferCount()
  for (const path of plan.strange) count.failed.push({ path, reason: 'is neither a file nor a folder' })

  const total = plan.uploads.reduce((sum, { size }) => sum + size, 0)
  using progress = showProgress(surroundings, { total, json: order.json })
  const present = await makeFolders(files, plan.folders)
  await inParallel(plan.uploads, atOnce, async (upload) => {
    progress.name(upload.path.at(-1) ?? '')
    await count.attempt(upload.local, async () => {
      const before = present.get(showPath(upload.path)) ?? (await statAlone(files, plan, upload))
      const sha1 = (await digestOf(upload.local, upload.size)).digest('hex')
      if (before?.sha1 === sha1 && before.size === upload.size) {
        count.unchanged += 1
        progress.advance(upload.size)
        return
      }
      await send(files, upload, sha1, progress.advance)
      count.files += 1
      count.bytes += upload.size
    })
  })
  return count
}

async function planFor(
  files: RemoteFiles,
  { local, target }: { readonly local: string; readonly target?: DavPath },
): Promise<Plan> {
  const facts = await stat(local)
  const name = basename(local).normalize('NFC')
  if (facts.isDirectory()) return planFolder(local, target ?? [name])
  if (!facts.isFile()) {
    throw new CommandFailure('not-a-file', `${local} is neither a file nor a folder.`, { status: 2 })
  }
  const path = await placeFor(files, name, target)
  const upload = { local, path, size: facts.size, modifiedAt: facts.mtimeMs }
  return { folders: [], uploads: [upload], strange: [] }
}

async function placeFor(files: RemoteFiles, name: string, target: DavPath = []): Promise<DavPath> {
  const inFolder = target.length === 0 || (await files.stat(target))?.kind === 'folder'
  return inFolder ? [...target, name] : target
}

async function planFolder(local: string, path: DavPath): Promise<Plan> {
  const plan: Plan = { folders: [path], uploads: [], strange: [] }
  for (const entry of await readdir(local, { withFileTypes: true })) {
    const below = join(local, entry.name)
    const place = [...path, entry.name.normalize('NFC')]
    if (entry.isDirectory()) {
      const inner = await planFolder(below, place)
      plan.folders.push(...inner.folders)
      plan.uploads.push(...inner.uploads)
      plan.strange.push(...inner.strange)
    } else if (entry.isFile()) {
      const { size, mtimeMs } = await stat(below)
      plan.uploads.push({ local: below, path: place, size, modifiedAt: mtimeMs })
    } else {
      // A link could lead round in circles, or out of what was meant.
      plan.strange.push(below)
    }
  }
  return plan
}

/** Makes the folders that are missing. @returns the files that are in the others, by their paths */
async function makeFolders(
  files: RemoteFiles,
  folders: readonly DavPath[],
): Promise<Map<string, RemoteFile>> {
  const present = new Map<string, RemoteFile>()
  for (const path of folders) {
    const before = await files.stat(path)
    if (before === undefined) {
      await makeWithParents(files, path)
      continue
    }
    for (const entry of await files.list(path)) present.set(showPath([...path, entry.name]), entry)
  }
  return present
}

async function makeWithParents(files: RemoteFiles, path: DavPath): Promise<void> {
  const parent = path.slice(0, -1)
  if (parent.length > 0 && (await files.stat(parent)) === undefined) await makeWithParents(files, parent)
  await files.makeFolder(path)
}

/** What is at the place of a file that goes up alone: there was no listing to look it up in. */
async function statAlone(files: RemoteFiles, plan: Plan, { path }: Upload): Promise<RemoteFile | undefined> {
  return plan.folders.length === 0 ? files.stat(path) : undefined
}

async function send(
  files: RemoteFiles,
  { local, path, size, modifiedAt }: Upload,
  sha1: string,
  advance: (bytes: number) => void,
): Promise<void> {
  const body = Readable.from(exactly(local, size, advance))
  try {
    await files.write(path, body, { length: size, sha1, modifiedAt })
  } finally {
    body.destroy()
  }
}

/** The bytes that were announced, no more and no less. */
async function* exactly(
  path: string,
  size: number,
  advance: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let left = size
  if (size === 0) return
  for await (const chunk of createReadStream(path, { end: size - 1, highWaterMark: 256 * 1024 })) {
    const bytes = chunk as Buffer
    left -= bytes.length
    advance(bytes.length)
    yield bytes
  }
  if (left > 0) throw new ProblemError(failureOf('file-changed', 'It became shorter while it was read.'))
}
