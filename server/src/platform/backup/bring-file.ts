import { copyFile, open } from 'node:fs/promises'

/** Copies a file for its owner alone, durably. */
export async function bringFile(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  await using file = await open(to, 'r+')
  await file.chmod(0o600)
  await file.sync()
}
