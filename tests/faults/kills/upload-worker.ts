import type { Person, WebAnswer } from '@isthmus/testkit'
import { vi } from 'vitest'
import { noAnswer } from './no-answer.ts'
import type { Random } from './random.ts'
import { sha256 } from './tree-model.ts'
import type { Worker } from './worker.ts'

/** An upload that has begun. */
interface Sending {
  readonly location: string
  /** Where the file will be. */
  readonly path: string
  /** Where it was to be, when somebody was quicker there. */
  readonly takenPath?: string
  readonly contents: Buffer
  /** What was acknowledged. */
  offset: number
  /** Whether it was acknowledged that all of it is there. */
  isWhole: boolean
}

/** In bytes: one, what fits into one packet, and what comes in pieces. */
const sizes = [1, 700, 65_537, 400_000]

/** Longer than a lease stands of a process that has died. */
const patience = { timeout: 120_000, interval: 200 }

/**
 * Somebody who uploads one new file after the other, in pieces, and chooses another name where somebody was quicker. What
 * was acknowledged of it is there, and a file with all of it when the upload says that it is complete, and no sooner.
 * @param folder - exists and is empty
 */
export function createUploadWorker({ uploads, files }: Person, folder: string, random: Random): Worker {
  let round = 0
  let sending: Sending | undefined
  let acknowledged = 0

  async function begin(): Promise<Sending> {
    const wanted = `${folder}/${(round += 1)}`
    const contents = random.bytes(random.pick(sizes))
    const answer = await uploads.create(contents.length, { path: `/${wanted}` })
    demand(answer, 201)
    const begun = { location: answer.headers['location'] ?? '', contents, offset: 0, isWhole: false }
    if (random.integer(3) > 0) return { ...begun, path: wanted }
    demand(await files.put(wanted, 'Somebody was quicker.'), 201)
    return { ...begun, path: `${wanted} too`, takenPath: wanted }
  }

  /** @param isOver - asked before each piece */
  async function sendAll(upload: Sending, isOver: () => boolean): Promise<void> {
    const { location, contents } = upload
    while (upload.offset < contents.length) {
      if (isOver()) return
      const end = Math.min(contents.length, upload.offset + 1 + random.integer(contents.length))
      const answer = await uploads.send(location, upload.offset, contents.subarray(upload.offset, end))
      if (end === contents.length && upload.takenPath !== undefined) {
        demand(answer, 409)
        upload.isWhole = true
        await place(upload)
      } else demand(answer, 204)
      upload.offset = end
    }
    await finish(upload)
  }

  async function place({ location, path }: Sending): Promise<void> {
    demand(await uploads.place(location, { path: `/${path}` }), 200)
  }

  async function finish({ path, takenPath, contents }: Sending): Promise<void> {
    const { status, bytes } = await files.get(path)
    if (status !== 200 || sha256(bytes) !== sha256(contents)) throw new Error(`${path} is not what was sent`)
    sending = undefined
    demand(await files.delete(path), 204)
    if (takenPath !== undefined) demand(await files.delete(takenPath), 204)
  }

  /** Where the upload goes on after a death. */
  async function resume(upload: Sending): Promise<void> {
    const { location, path, contents } = upload
    const answer = await uploads.offset(location)
    demand(answer, 200)
    const offset = Number(answer.headers['upload-offset'])
    if (offset < upload.offset) throw new Error(`${path} had ${upload.offset} bytes and has ${offset}`)
    const isThere = (await files.get(path)).status === 200
    if (isThere !== (offset === contents.length))
      throw new Error(`${path} is there: ${isThere}, at ${offset}`)
    upload.offset = offset
    await vi.waitFor(async () => demand(await uploads.send(location, offset, ''), 204), patience)
    if (isThere || !upload.isWhole) return
    if (answer.headers['isthmus-whole'] !== 'true') throw new Error(`${path} was whole, and is not`)
    await place(upload)
    upload.offset = contents.length
  }

  function demand({ status, text }: WebAnswer, expected: number): void {
    if (status !== expected) throw new Error(`${status} instead of ${expected}: ${text}`)
    acknowledged += 1
  }

  return {
    get acknowledged() {
      return acknowledged
    },
    async workUntil(isOver) {
      for (let isUp = true; isUp && !isOver(); ) {
        const step = async () => {
          sending ??= await begin()
          await sendAll(sending, isOver)
          return true
        }
        isUp = (await step().catch(noAnswer)) ?? false
      }
    },
    async check() {
      if (sending === undefined) return
      await resume(sending)
      await sendAll(sending, () => false)
    },
  }
}
