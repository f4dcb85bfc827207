import { stat, statfs } from 'node:fs/promises'
import { type DataPlaces, isDataFolder } from '../../platform/data-folder.ts'
import { IsthmusError } from '../../platform/errors.ts'
import { openSealer } from '../../platform/sealing/index.ts'
import { shellQuote } from '../shell-quote.ts'
import { showSize } from '../show-size.ts'
import { type Finding, ok, wrong } from './finding.ts'

/** Whether there is data, and nobody else can replace it. */
export async function lookAtDataFolder(data: string): Promise<Finding> {
  const check = 'data folder'
  if (!(await isDataFolder(data))) {
    return wrong(
      check,
      `There is no data in ${data}.`,
      'Name it with --data, or start the server to make it.',
    )
  }
  const { mode, uid } = await stat(data)
  if ((mode & 0o022) !== 0) {
    return wrong(check, `Other users can change ${data}.`, `Run: chmod go-w ${shellQuote(data)}`)
  }
  const user = process.getuid?.()
  if (user !== undefined && user !== 0 && uid !== user) {
    return wrong(check, `${data} belongs to another user.`, 'Run this command, and the server, as that user.')
  }
  return ok(check, data)
}

/** Whether the keys are there, for their owner alone, and can be used. */
export async function lookAtKeyFile({ keyFile }: DataPlaces): Promise<Finding> {
  const check = 'key file'
  const exists = await stat(keyFile).then(
    () => true,
    () => false,
  )
  // Opening one that is missing would make another, which opens nothing.
  if (!exists) {
    return wrong(
      check,
      `${keyFile} is missing.`,
      'Restore it from a backup: without it nothing that is shared can be opened.',
    )
  }
  try {
    await openSealer(keyFile, { clock: { now: () => 0 } })
    return ok(check, keyFile)
  } catch (error) {
    if (!(error instanceof IsthmusError)) throw error
    const remedy =
      error.code === 'key-file-exposed'
        ? `Run: chmod 600 ${shellQuote(keyFile)}`
        : 'Restore it from a backup.'
    return wrong(check, error.title, remedy)
  }
}

/** Below this a database may not find the room that it needs for a change; bytes. */
const leastSpace = 1024 ** 3
/** A file of its own for each contents. */
const leastFiles = 10_000

/** Whether there is room for what comes. */
export async function lookAtDiskSpace(data: string): Promise<Finding> {
  const check = 'disk space'
  const { bavail, bsize, ffree, files } = await statfs(data)
  const free = bavail * bsize
  const message = `${showSize(free)} free at ${data}`
  if (free < leastSpace) return wrong(check, message, 'Make room, or move the data folder to a larger disk.')
  // Some file systems have no limit, and say 0.
  if (files > 0 && ffree < leastFiles) {
    return wrong(
      check,
      `${ffree} more files find room at ${data}`,
      'Make room: the file system runs out of inodes.',
    )
  }
  return ok(check, message)
}
