import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const key = randomBytes(32)

/** Whether two secrets are the same, in a time that tells nothing about where, or in length, they differ. */
export function constantTimeEqual(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(secret: string): Buffer {
  return createHmac('sha256', key).update(secret).digest()
}
