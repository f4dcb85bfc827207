import { randomBytes } from 'node:crypto'

/** A secret that opens something to whoever holds it: 256 random bits, base64url. Never logged, never in a URL. */
export type Secret = string & { readonly __brand: 'Secret' }

/** Where the program takes everything random from. Integer ids come from the database's allocators instead. */
export interface Ids {
  /** A UUID version 7: those of one source sort in the order in which they were made. */
  uuid(): string
  secret(): Secret
  /** `length` characters of `0-9a-z`. */
  token(length: number): string
}

/**
 * @param now - epoch milliseconds, for the time part of UUIDs
 * @param random - source of random bytes
 */
export function createIds(now: () => number, random: (size: number) => Uint8Array = randomBytes): Ids {
  const uuidVersion7 = monotonicUuids(now, random)
  return {
    uuid: uuidVersion7,
    secret: () => Buffer.from(random(32)).toString('base64url') as Secret,
    token: (length) => letters(length, random),
  }
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

function letters(length: number, random: (size: number) => Uint8Array): string {
  let text = ''
  while (text.length < length) {
    for (const byte of random(length - text.length)) {
      // 252 = 7 x 36: larger values would make the first letters more likely.
      if (byte < 252) text += alphabet.charAt(byte % 36)
    }
  }
  return text
}

/** RFC 9562 6.2, method 1: within one millisecond, or when the clock goes back, the 12 bits after the time count up. */
function monotonicUuids(now: () => number, random: (size: number) => Uint8Array): () => string {
  let time = 0
  let counter = 0
  return () => {
    const bytes = Buffer.alloc(16)
    bytes.set(random(10), 6)
    if (now() > time) {
      time = now()
      // Starts in the lower half, so that there is room to count.
      counter = bytes.readUInt16BE(6) & 0x7ff
    } else if (counter < 0xfff) {
      counter += 1
    } else {
      time += 1
      counter = 0
    }
    bytes.writeUIntBE(time, 0, 6)
    bytes.writeUInt16BE(0x7000 | counter, 6)
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
    const hex = bytes.toString('hex')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  }
}
