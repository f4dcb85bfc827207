import { hash, parseOptions, verify } from '@node-rs/argon2'
import { BoundedQueue } from './bounded-queue.ts'

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. The hash records them. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A hash with these parameters that no known password has. */
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$aXN0aG11cyBub2JvZHkhIQ$7tVPZMwuVL8sNSPeWzIFs3oQ3yuTnNj0mKq7XH0yO1s'

/** Slow on purpose, and off the event loop; two at a time, so that nobody starves the rest of the program with it. */
export interface PasswordHashing {
  /** @returns an argon2id PHC string */
  hash(password: string): Promise<string>
  verify(passwordHash: string, password: string): Promise<boolean>
  /** Takes as long as `verify`, for a user who does not exist. */
  verifyNobody(password: string): Promise<void>
  /** Whether it was made with other parameters than those of today. */
  isOutdated(passwordHash: string): boolean
}

/** Every method throws IsthmusError `too-many-requests` when 64 wait already. */
export function createPasswordHashing(): PasswordHashing {
  const queue = new BoundedQueue({ concurrency: 2, longest: 64 })
  return {
    hash: (password) => queue.run(() => hash(password, parameters)),
    verify: (passwordHash, password) => queue.run(() => verify(passwordHash, password)),
    async verifyNobody(password) {
      await queue.run(() => verify(nobodysHash, password))
    },
    isOutdated(passwordHash) {
      const { memoryCost, timeCost, parallelism } = parseOptions(passwordHash)
      return (
        memoryCost !== parameters.memoryCost ||
        timeCost !== parameters.timeCost ||
        parallelism !== parameters.parallelism
      )
    },
  }
}
