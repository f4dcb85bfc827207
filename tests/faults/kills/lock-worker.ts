import type { Person, WebAnswer } from '@isthmus/testkit'
import { noAnswer } from './no-answer.ts'
import type { Worker } from './worker.ts'

/**
 * Somebody who locks one new file after the other, writes into it and releases it. A lock that was acknowledged must
 * hold until its release was.
 * @param folder - exists and is empty
 */
export function createLockWorker({ files }: Person, folder: string): Worker {
  let round = 0
  let held: { path: string; token: string } | undefined
  let acknowledged = 0

  async function lockOnce(): Promise<void> {
    const path = `${folder}/${(round += 1)}`
    const locked = await expecting([201], files.lock(path))
    held = { path, token: locked.headers['lock-token'] ?? '' }
    await write(held)
    await release(held)
    await expecting([204], files.delete(path))
  }

  async function write({ path, token }: { path: string; token: string }): Promise<void> {
    await expecting([423], files.put(path, 'by somebody else'))
    await expecting([204], files.put(path, 'by the owner', { if: `(${token})` }))
  }

  async function release({ path, token }: { path: string; token: string }): Promise<void> {
    // From now on nobody knows until there is an answer.
    held = undefined
    await expecting([204], files.unlock(path, token))
  }

  async function expecting(statuses: readonly number[], answering: Promise<WebAnswer>): Promise<WebAnswer> {
    const answer = await answering
    if (!statuses.includes(answer.status)) {
      throw new Error(`${answer.status} instead of ${statuses.join(' or ')}: ${answer.text}`)
    }
    acknowledged += 1
    return answer
  }

  return {
    get acknowledged() {
      return acknowledged
    },
    async workUntil(isOver) {
      for (let isUp = true; isUp && !isOver(); ) {
        isUp = (await lockOnce().then(() => true, noAnswer)) ?? false
      }
    },
    async check() {
      if (held === undefined) return
      await write(held)
      await release(held)
    },
  }
}
