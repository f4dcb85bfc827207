import { execFile } from 'node:child_process'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createTemporaryFolder } from '@isthmus/testkit'

/** A folder in which little room is. */
export interface SmallDisk extends AsyncDisposable {
  /** Absolute. */
  readonly path: string
  /** Takes all the room that is left. */
  fillUp(): Promise<void>
}

/** Makes a file system of a given size, in bytes. Only root can. */
export async function mountSmallDisk(size: number): Promise<SmallDisk> {
  await using resources = new AsyncDisposableStack()
  const { path } = resources.use(await createTemporaryFolder())
  await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'isthmus-test', path])
  resources.defer(async () => void (await run('umount', [path])))
  const owned = resources.move()
  return {
    path,
    async fillUp() {
      await using file = await open(join(path, 'filling'), 'a')
      for (const bytes of [65_536, 4_096, 1]) {
        const piece = new Uint8Array(bytes)
        while ((await file.write(piece).catch(noSpace)) !== undefined) {
          // One more.
        }
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function noSpace(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
}

const run = promisify(execFile)
