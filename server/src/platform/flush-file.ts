import { fsync } from 'node:fs'
import { promisify } from 'node:util'

/** Resolves when what was written to an open file, or has happened in an open folder, is on the disk (fsync(2)). */
export const flushFile: (file: number) => Promise<void> = promisify(fsync)
