import { close, fsync, openSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Makes durable what a server has written without doing that itself. */
export interface Flush extends AsyncDisposable {
  /** Flushes the file of this name and its folder. */
  file(name: string): Promise<void>
}

/**
 * @param folder - where the files are; nothing is done without
 */
export async function createFlush(folder: string | undefined): Promise<Flush> {
  if (folder === undefined) return { file: async () => {}, [Symbol.asyncDispose]: async () => {} }
  const handle: FileHandle = await open(folder, 'r')
  return {
    async file(name) {
      // The name is in the kernel's memory: opening waits for nothing.
      const file = openSync(join(folder, name), 'r')
      await flushFile(file)
      await closeFile(file)
      await handle.sync()
    },
    [Symbol.asyncDispose]: () => handle.close(),
  }
}

const flushFile = promisify(fsync)
const closeFile = promisify(close)
