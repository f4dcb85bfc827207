import { statfs } from 'node:fs/promises'

/** How many bytes find room beside a folder; `undefined` when the system does not say. */
export async function freeSpace(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return undefined
  }
}
