import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createManualClock, type Person, processes, type ServerProcess } from '@isthmus/testkit'
import { checkUsage } from './check-usage.ts'
import { createFileWorker } from './file-worker.ts'
import { createLockWorker } from './lock-worker.ts'
import type { Random } from './random.ts'
import { settle } from './settle.ts'
import { createSharer } from './sharer.ts'
import { createUploadWorker } from './upload-worker.ts'
import type { Worker } from './worker.ts'

/**
 * A server under load that dies again and again. Ann works in her files there, in several places at once, and shares
 * with Bob on another server, which lives; and he shares with her.
 */
export interface MortalCloud extends AsyncDisposable {
  /**
   * Lets it work until it dies at a point, or until so many requests for files have been acknowledged and it is
   * killed; then does all jobs that are left, and looks at everything.
   * @param death - `before-commit:3`, or a number of requests
   * @throws with what is lost, half-done or left to do
   */
  die(death: string | number): Promise<void>
  /**
   * Lets the sweep run on a later day and looks at all files once more; then removes them.
   * @returns what is still in the folder of blobs after a sweep on a still later day
   */
  leftBehind(): Promise<string[]>
}

const folders = ['Work', 'Play', 'Locks', 'Uploads']
/** Longer than anything is kept that nobody sees any more, in milliseconds. */
const ages = 400 * 24 * 60 * 60 * 1000

export async function openMortalCloud(random: Random): Promise<MortalCloud> {
  await using resources = new AsyncDisposableStack()
  const { servers } = resources.use(await processes({ a: { starts: 'later' }, b: { starts: 'later' } }))
  const { a, b } = servers
  const living = resources.use(await b.revive())
  const bob = await b.person('bob')
  const { ann, workers, sharers } = await moveIn()

  async function moveIn() {
    await using revived = await a.revive()
    const person = await a.person('ann')
    for (const folder of folders) await person.files.mkcol(folder)
    const both = [
      createSharer(person, bob, random.fork('from a')),
      createSharer(bob, person, random.fork('from b')),
    ]
    // Servers that have met: one that is dead at the first contact would be left alone for a while.
    for (const sharer of both) await sharer.shareOnce(() => false)
    await settle([revived, living])
    return {
      ann: person,
      workers: [
        createFileWorker(person, 'Work', random.fork('work')),
        createFileWorker(person, 'Play', random.fork('play')),
        createLockWorker(person, 'Locks'),
        createUploadWorker(person, 'Uploads', random.fork('uploads')),
      ],
      sharers: both,
    }
  }

  const owned = resources.move()
  return {
    async die(death) {
      const before = acknowledgedBy(workers)
      const isTime = () => typeof death === 'number' && acknowledgedBy(workers) - before >= death
      await startMortal(a, death)
      await workToDeath(a, [...workers, ...sharers], isTime)

      await using revived = await a.revive()
      await settle([revived, living])
      await Promise.all(workers.map((worker) => worker.check()))
      await Promise.all(sharers.map((sharer) => sharer.checkAndRevoke()))
      await settle([revived, living])
      await Promise.all(sharers.map((sharer) => sharer.checkRevoked()))
      await emptyTrash(ann)
      await checkUsage(ann)
    },
    async leftBehind() {
      const now = Date.now()
      {
        await using later = await a.revive(createManualClock(now + ages))
        await later.application.files.sweepBlobs()
        for (const worker of workers) await worker.check()
        for (const { name } of await ann.files.list('')) await ann.files.delete(name)
      }
      {
        await using still = await a.revive(createManualClock(now + 2 * ages))
        await still.application.files.tidyUp()
      }
      await using evenLater = await a.revive(createManualClock(now + 3 * ages))
      await evenLater.application.files.sweepBlobs()
      const found = await readdir(join(a.folder, 'blobs'), { recursive: true, withFileTypes: true })
      return found.filter((entry) => entry.isFile()).map(({ name }) => name)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** It may die before it listens. */
async function startMortal(server: ServerProcess, death: string | number): Promise<void> {
  try {
    await server.start(typeof death === 'string' ? { crashAt: death } : {})
  } catch (error) {
    if ((await server.death()) !== 'SIGKILL') throw error
  }
}

/** Leaves something for good that the next start has to clean up. */
async function emptyTrash({ files, api }: Person): Promise<void> {
  await files.mkcol('Gone')
  await files.put('Gone/for good.txt', 'gone')
  await files.delete('Gone')
  const { status, text } = await api('DELETE', '/trash')
  if (status !== 200) throw new Error(`the trash cannot be emptied: ${text}`)
}

function acknowledgedBy(workers: readonly Worker[]): number {
  return workers.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
}

/** No death comes later, though some points are passed once in several shares that come to their end; milliseconds. */
const longestLife = 150_000

/**
 * @param isTime - asked again and again: whether to kill the server now
 * @throws when it does not die
 */
async function workToDeath(
  server: ServerProcess,
  workers: readonly { workUntil(isOver: () => boolean): Promise<void> }[],
  isTime: () => boolean,
): Promise<void> {
  let isDead = false
  const death = server.death().then(() => {
    isDead = true
  })
  const born = Date.now()
  const isTooOld = (): boolean => Date.now() - born > longestLife
  const isOver = (): boolean => {
    if (isTime()) void server.kill()
    return isDead || isTooOld()
  }
  try {
    await Promise.all(workers.map((worker) => worker.workUntil(isOver)))
    if (isTooOld()) throw new Error('it has worked for a long time and did not come to where it was to die')
    await death
  } finally {
    await server.kill()
  }
}
