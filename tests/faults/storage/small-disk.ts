import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { createTemporaryFolder } from '@isthmus/testkit'

/** A folder in which little room is. */
export interface SmallDisk extends AsyncDisposable {
  /** Absolute. */
  readonly path: string
}

/** Makes a file system of a given size, in bytes. Only root can. */
export async function mountSmallDisk(size: number): Promise<SmallDisk> {
  await using resources = new AsyncDisposableStack()
  const { path } = resources.use(await createTemporaryFolder())
  await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'isthmus-test', path])
  resources.defer(async () => void (await run('umount', [path])))
  const owned = resources.move()
  return { path, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const run = promisify(execFile)
