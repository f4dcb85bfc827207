import type { Person } from '@isthmus/testkit'
import { type Box, createBox } from './box.ts'
import { getWhenUp } from './get-when-up.ts'
import { noAnswer } from './no-answer.ts'
import type { Random } from './random.ts'
import { sha256 } from './tree-model.ts'

/**
 * Somebody who shares one folder after the other with somebody on another server, who works in it; changes what is
 * allowed; and takes it back in the end, or the other one leaves.
 */
export interface Sharer {
  /**
   * Shares one folder, to the end.
   * @returns whether there was an answer to everything
   */
  shareOnce(isOver: () => boolean): Promise<boolean>
  /** Works until `isOver`, or until there is no answer. */
  workUntil(isOver: () => boolean): Promise<void>
  /**
   * Looks at both sides, when nothing is under way any more: the share is there once on both, in the state that the
   * last acknowledged request has led to, or the one without an answer would have. Then takes it back.
   * @throws with what is there and what must be
   */
  checkAndRevoke(): Promise<void>
  /** Looks at both sides once more, when they have told each other, and cleans up. @throws with what is there */
  checkRevoked(): Promise<void>
}

/** What can be seen of a share: its state for the owner, then for the recipient. */
type States = 'none' | 'announced, pending' | 'accepted, accepted' | 'declined, declined' | 'revoked, removed'

export function createSharer(owner: Person, recipient: Person, random: Random): Sharer {
  let round = 0
  let folder = ''
  let settled: States = 'none'
  let inDoubt: States = 'none'
  /** Of a file that the recipient has put into the folder. */
  let written: string | undefined
  let box: Box | undefined

  /** @returns `undefined` when there was no answer */
  async function ask<T>(next: States, request: () => Promise<T>): Promise<T | undefined> {
    inDoubt = next
    const answer = await request().catch(noAnswer)
    if (answer !== undefined) settled = next
    return answer
  }

  async function shareOnce(isOver: () => boolean): Promise<boolean> {
    folder = `Trip ${(round += 1)}`
    settled = inDoubt = 'none'
    written = box = undefined
    if ((await owner.files.mkcol(folder).catch(noAnswer)) === undefined) return false
    const share = await ask('announced, pending', () => owner.share(folder, recipient.address))
    const item = share && (await arrival(isOver))
    if (share === undefined || item === undefined) return false
    if ((await ask('accepted, accepted', () => recipient.accept(item))) === undefined) return false

    const body = random.bytes(1 + random.integer(100_000))
    const put = recipient.files.put(`Shared/${folder}/note.bin`, body).catch(noAnswer)
    // The owner’s server may be dead: the recipient’s says so.
    if ((await put)?.status === 201) written = sha256(body)
    box = createBox(recipient, `Box of ${folder}`, `Shared/${folder}/Box`)
    if (!(await box.move())) return false
    const change = () => owner.api('PATCH', `/shares/${share.id}`, { permissions: ['read'] })
    if ((await ask('accepted, accepted', change)) === undefined) return false
    if (!(await end(share.id, item))) return false
    // Nobody looks into what is about to be deleted.
    written = box = undefined
    return (await owner.files.delete(folder).catch(noAnswer)) !== undefined
  }

  async function end(share: string, item: string): Promise<boolean> {
    const isLeft = random.integer(3) === 0
    const ended = isLeft
      ? await ask('declined, declined', () => recipient.decline(item))
      : await ask('revoked, removed', async () => (await owner.revoke(share), true))
    return ended !== undefined
  }

  async function arrival(isOver: () => boolean): Promise<string | undefined> {
    while (!isOver()) {
      const items = await recipient.inbox().catch(noAnswer)
      if (items === undefined) return undefined
      const item = items.find(({ name }) => name === folder)
      if (item !== undefined) return item.id
    }
    return undefined
  }

  async function observe(): Promise<States> {
    const [shares, items] = [await owner.shares(), await recipient.inbox()]
    const states = [
      ...shares.filter((share) => share.name === folder),
      ...items.filter((item) => item.name === folder),
    ].map(({ state }) => state)
    return (states.length === 0 ? 'none' : states.join(', ')) as States
  }

  return {
    shareOnce,
    async workUntil(isOver) {
      while (!isOver() && (await shareOnce(isOver))) {
        // One at a time.
      }
    },
    async checkAndRevoke() {
      const found = await observe()
      if (found !== settled && found !== inDoubt) {
        throw new Error(`${folder} of ${owner.address} is ${found}, and not ${settled} or ${inDoubt}`)
      }
      await checkContents(found)
      for (const { id, name, state } of await owner.shares()) {
        if (name === folder && state !== 'revoked' && state !== 'declined') await owner.revoke(id)
      }
    },
    async checkRevoked() {
      const state = await observe()
      if (state !== 'none' && state !== 'revoked, removed' && state !== 'declined, declined') {
        throw new Error(`${folder} of ${owner.address} has ended and is ${state}`)
      }
      await owner.files.delete(folder)
    },
  }

  async function checkContents(found: States): Promise<void> {
    if (found === 'accepted, accepted') {
      await checkPermissions()
      await box?.check()
    }
    if (written === undefined) return
    await checkFile(owner, `${folder}/note.bin`)
    if (found === 'accepted, accepted') await checkFile(recipient, `Shared/${folder}/note.bin`)
  }

  async function checkPermissions(): Promise<void> {
    const [given] = (await owner.shares()).filter(({ name }) => name === folder)
    const [taken] = (await recipient.inbox()).filter(({ name }) => name === folder)
    if (given?.permissions.join() !== taken?.permissions.join()) {
      throw new Error(
        `${folder} of ${owner.address} allows ${given?.permissions.join()}, there ${taken?.permissions.join()}`,
      )
    }
  }

  async function checkFile(person: Person, path: string): Promise<void> {
    const { status, bytes } = await getWhenUp(person, path)
    if (status !== 200 || sha256(bytes) !== written)
      throw new Error(`${path} of ${person.address} is damaged: ${status}`)
  }
}
