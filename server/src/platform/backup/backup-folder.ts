import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { FanOut } from '../blobs/index.ts'
import { fault } from '../errors.ts'
import { syncFolder } from '../sync-folder.ts'
import { takeLock } from '../take-lock.ts'

/**
 * A folder with the backups of one installation:
 *
 * ```text
 * isthmus-backups.json              whose they are
 * blobs/x/y/xy…                     what files hold, once for all backups
 * 2026-11-24T06-00-00.000Z/         one backup: manifest.json, isthmus.db, sealing.key, blobs.list
 * ```
 *
 * A backup has its name when it is complete and durable; before, it ends in `.partial`.
 */
export interface BackupFolder {
  /** Absolute. */
  readonly path: string
  readonly blobs: FanOut
  /** Names of the finished backups, the oldest first. */
  finished(): Promise<string[]>
}

/** The same for who writes into it: one process at a time. */
export interface OwnedBackupFolder extends BackupFolder, Disposable {
  /** Removes what an earlier process left unfinished, and begins another backup. @returns its folder */
  begin(name: string): Promise<string>
  /** Gives a backup that is complete and durable its name. */
  finish(name: string): Promise<void>
  remove(name: string): Promise<void>
  /** For blobs on their way, on the same file system as `blobs`. */
  readonly incoming: string
}

/** @throws IsthmusError `backup-not-found` */
export async function openBackupFolder(path: string): Promise<BackupFolder> {
  const owner = await ownerOf(path)
  if (owner === undefined) throw fault('backup-not-found', { detail: `Folder: ${path}.` })
  return folderAt(path)
}

/**
 * Makes the folder when it is missing, and takes it.
 * @param instance - id of the installation
 * @throws IsthmusError `backup-folder-unusable` for one that holds something else, `backup-folder-in-use`
 */
export async function ownBackupFolder(path: string, instance: string): Promise<OwnedBackupFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await claim(path, instance)
  const lock = takeLock(join(path, 'backups.lock'))
  if (lock === undefined) throw fault('backup-folder-in-use', { detail: `Folder: ${path}.` })
  const incoming = join(path, 'blobs', 'incoming')
  const partial = (name: string): string => join(path, `${name}.partial`)
  return {
    ...folderAt(path),
    incoming,
    async begin(name) {
      const left = (await readdir(path)).filter((entry) => entry.endsWith('.partial'))
      for (const entry of left) await rm(join(path, entry), { recursive: true })
      await rm(incoming, { recursive: true, force: true })
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      await mkdir(partial(name), { mode: 0o700 })
      return partial(name)
    },
    async finish(name) {
      await rename(partial(name), join(path, name))
      await syncFolder(path)
    },
    async remove(name) {
      // Without its name first: a removal that is interrupted leaves nothing that looks finished.
      await rename(join(path, name), partial(name))
      await rm(partial(name), { recursive: true })
    },
    [Symbol.dispose]: () => lock[Symbol.dispose](),
  }
}

function folderAt(path: string): BackupFolder {
  return {
    path,
    blobs: new FanOut(join(path, 'blobs')),
    async finished() {
      const names = await readdir(path)
      return names.filter((name) => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/.test(name)).toSorted()
    },
  }
}

/** How a backup is called. @param now - epoch milliseconds */
export function backupName(now: number): string {
  return new Date(now).toISOString().replaceAll(':', '-')
}

const markName = 'isthmus-backups.json'
const markSchema = z.strictObject({ instance: z.string() })

async function claim(path: string, instance: string): Promise<void> {
  const owner = await ownerOf(path)
  if (owner === instance) return
  if (owner !== undefined) {
    const detail = `${path} holds the backups of another installation.`
    throw fault('backup-folder-unusable', { detail })
  }
  const others = (await readdir(path)).filter((name) => name !== 'lost+found')
  if (others.length > 0) {
    throw fault('backup-folder-unusable', { detail: `${path} is not empty and holds no backups.` })
  }
  const mark = { mode: 0o600, flush: true }
  await writeFile(join(path, markName), `${JSON.stringify({ instance })}\n`, mark)
  await syncFolder(path)
}

/** The installation whose backups are in a folder; `undefined` when there are none. */
async function ownerOf(path: string): Promise<string | undefined> {
  const text = await readFile(join(path, markName), 'utf8').catch(() => '')
  const mark = markSchema.safeParse(jsonOf(text))
  return mark.success ? mark.data.instance : undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
