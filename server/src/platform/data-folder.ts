import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fault } from './errors.ts'
import { isNoSpace } from './is-no-space.ts'
import { socketPathFor, UnsafeFolderError } from './socket-path.ts'
import { syncFolder } from './sync-folder.ts'
import { takeLock } from './take-lock.ts'

/** Where in its data folder an installation keeps what must not be lost. */
export interface DataPlaces {
  /** With SQLite. */
  readonly databaseFile: string
  readonly blobsFolder: string
  /** Where the keys are that seal secrets in the database. */
  readonly keyFile: string
}

/** The folder that an installation keeps everything in, apart from a database on a server. */
export interface DataFolder extends DataPlaces, AsyncDisposable {
  /** Absolute. */
  readonly path: string
  /** Where the server listens for the command line. */
  readonly socketPath: string
  /** Whether a server has started with it before. */
  readonly isClaimed: boolean
  /** Another one after each restore: files may have gone back in time. Empty when there was none. */
  readonly fingerprint: string
}

/** Who else may work with the folder at the same time: nobody when its database is in it. */
export type FolderUse = 'alone' | 'shared'

/**
 * Creates the folder when it is missing, and takes it: alone, nobody else can open it until this process has disposed
 * it or died, however it died.
 *
 * An existing folder keeps its mode, since what is put into it is readable by its owner only; but nobody else may be
 * able to replace what is in it.
 * Nothing in this process may open `owner.lock` by itself: closing it would give the lock away (fcntl(2)).
 * @throws IsthmusError `data-folder-in-use`
 * @throws UnsafeFolderError, when somebody else could replace what is in the folder, or in that of the socket
 */
export async function openDataFolder(path: string, use: FolderUse = 'alone'): Promise<DataFolder> {
  const folder = resolve(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await refuseUnsafe(folder)
  const socketPath = await socketPathFor(folder, use)
  const free = use === 'alone' ? await own(folder) : async () => {}
  return {
    path: folder,
    ...placesIn(folder),
    socketPath,
    isClaimed: await exists(claimFile(folder)),
    fingerprint: await readFingerprint(folder),
    [Symbol.asyncDispose]: free,
  }
}

/** @param folder - absolute */
export function placesIn(folder: string): DataPlaces {
  return {
    databaseFile: join(folder, 'isthmus.db'),
    blobsFolder: join(folder, 'blobs'),
    keyFile: join(folder, 'sealing.key'),
  }
}

/** Whether a server has worked with this folder before. */
export async function isDataFolder(path: string): Promise<boolean> {
  const { keyFile, databaseFile } = placesIn(path)
  return (await exists(keyFile)) || (await exists(databaseFile))
}

/**
 * Notes whose data this is, or makes sure that it is still theirs. With another database the keys would open nothing,
 * and all file contents would look like left-overs.
 * @param instanceId - which the database has
 * @throws IsthmusError `data-folder-foreign`
 */
export async function claimDataFolder({ path }: DataFolder, instanceId: string): Promise<void> {
  const file = claimFile(path)
  if (!(await exists(file))) await writeClaim(path, file, instanceId)
  if ((await readFile(file, 'utf8')).trim() !== instanceId) {
    throw fault('data-folder-foreign', { detail: `Folder: ${path}.` })
  }
}

async function writeClaim(path: string, file: string, instanceId: string): Promise<void> {
  // Appears with its contents: another process may look at the same time.
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${instanceId}\n`, { mode: 0o600 })
  try {
    await link(draft, file)
    await syncFolder(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** Notes in a data folder that it was restored, durably. @param fingerprint - was never used before */
export async function writeFingerprint(
  { path }: Pick<DataFolder, 'path'>,
  fingerprint: string,
): Promise<void> {
  await writeFile(fingerprintFile(path), `${fingerprint}\n`, { mode: 0o600, flush: true })
  await syncFolder(path)
}

async function readFingerprint(folder: string): Promise<string> {
  const text = await readFile(fingerprintFile(folder), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
  return text.trim()
}

function fingerprintFile(folder: string): string {
  return join(folder, 'data-fingerprint')
}

function claimFile(folder: string): string {
  return join(folder, 'instance')
}

async function refuseUnsafe(folder: string): Promise<void> {
  const { mode, uid } = await stat(folder)
  const user = process.getuid?.()
  // The superuser may well start what an installation of somebody else needs.
  const foreign = user !== undefined && user !== 0 && uid !== user
  if (!foreign && (mode & 0o022) === 0) return
  throw new UnsafeFolderError(
    foreign
      ? `The data folder ${folder} belongs to another user. Start Isthmus as that user.`
      : `Other users can change the data folder ${folder}. Run: chmod go-w '${folder}'`,
  )
}

async function own(folder: string): Promise<() => Promise<void>> {
  const pidFile = join(folder, 'owner.pid')
  const lock = takeLock(join(folder, 'owner.lock'))
  if (lock === undefined) {
    throw fault('data-folder-in-use', { detail: `Folder: ${folder}${await ownerOf(pidFile)}.` })
  }
  try {
    await rm(reserveFile(folder), { force: true })
    // It is there to be shown; the lock is what counts.
    await writeFile(pidFile, `${process.pid}\n`, { mode: 0o600 }).catch(ignoreNoSpace)
  } catch (error) {
    lock[Symbol.dispose]()
    throw error
  }
  return async () => {
    await rm(pidFile, { force: true })
    await writeFile(reserveFile(folder), randomBytes(reserveBytes), { mode: 0o600 }).catch(ignoreNoSpace)
    lock[Symbol.dispose]()
  }
}

/**
 * While nobody works with the folder, a file in it holds the room that the next start needs: on a disk that others have
 * filled SQLite could not make the files that it shares with its readers, and what is there could not even be read.
 */
function reserveFile(folder: string): string {
  return join(folder, 'reserve')
}

const reserveBytes = 256 * 1024

function ignoreNoSpace(error: unknown): void {
  if (!isNoSpace(error)) throw error
}

async function ownerOf(pidFile: string): Promise<string> {
  const pid = await readFile(pidFile, 'utf8').catch(() => '')
  return /^\d+\n$/.test(pid) ? `, process: ${pid.trim()}` : ''
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
