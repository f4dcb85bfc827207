import { hash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../platform/clock.ts'
import type { Secret } from '../../platform/ids.ts'

const rememberedMs = 300_000

/** Whose password it is: a user, or a name that nobody has. */
export interface PasswordOwner {
  readonly id: string
  /** Grows with every change of the password. */
  readonly version: number
}

/**
 * Passwords that were verified in the last five minutes, so that a client that sends one with each request costs one
 * slow hash and not thousands. Kept as a hash under a key that dies with the process, bound to the version of the
 * credential: a changed password ends it.
 */
export class PasswordMemory {
  readonly #clock: Clock
  readonly #key: Secret
  readonly #most: number
  /** By user, the one that signed in longest ago first. */
  readonly #remembered = new Map<string, { digest: string; until: number }>()
  /** By digest: a client opens several connections at once. */
  readonly #underWay = new Map<string, Promise<boolean>>()

  /** @param most - how many users it remembers */
  constructor(clock: Clock, key: Secret, most: number) {
    this.#clock = clock
    this.#key = key
    this.#most = most
  }

  /**
   * Whether a password is right.
   * @param verify - finds out, slowly; asked unless the answer is remembered or somebody else is asking already
   */
  async matches(owner: PasswordOwner, password: string, verify: () => Promise<boolean>): Promise<boolean> {
    const digest = this.#digest(owner, password)
    if (this.#isRemembered(owner, digest)) return true
    const underWay = this.#underWay.get(digest)
    if (underWay !== undefined) return underWay
    const verification = verify()
    this.#underWay.set(digest, verification)
    try {
      const right = await verification
      if (right) this.#remember(owner, digest)
      return right
    } finally {
      this.#underWay.delete(digest)
    }
  }

  #isRemembered({ id }: PasswordOwner, digest: string): boolean {
    const entry = this.#remembered.get(id)
    if (entry === undefined || entry.until <= this.#clock.now()) return false
    return timingSafeEqual(Buffer.from(entry.digest), Buffer.from(digest))
  }

  #remember({ id }: PasswordOwner, digest: string): void {
    this.#remembered.delete(id)
    this.#remembered.set(id, { digest, until: this.#clock.now() + rememberedMs })
    const [oldest] = this.#remembered.keys()
    if (this.#remembered.size > this.#most && oldest !== undefined) this.#remembered.delete(oldest)
  }

  #digest({ id, version }: PasswordOwner, password: string): string {
    // No HMAC, which takes three times as long: the key has one length and a digest never leaves this object.
    return hash('sha256', `${this.#key}${id}\n${version}\n${password}`, 'base64')
  }
}
