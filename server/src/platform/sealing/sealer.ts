import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { fault } from '../errors.ts'
import {
  addKey,
  describeKeys,
  type KeyFileOptions,
  openKeyFile,
  reloadKeys,
  type SealingKeyFacts,
  type SealingKeys,
} from './key-file.ts'

/** Protects secrets that the database must give back, such as a share's secret that is announced again. */
export interface Sealer {
  /**
   * Encrypts with AES-256-GCM and the active key. The same text is sealed differently each time.
   * @param context - what the value belongs to, `share:12:secret`; it can be opened with the same context only, so
   *   that a value copied to another row is worth nothing
   * @returns `v1.<key id>.<base64url of nonce, ciphertext and tag>`
   */
  seal(plaintext: string, context: string): string
  /** @throws {IsthmusError} `sealed-value-unreadable` for a changed value, another context or an unknown key */
  open(sealed: string, context: string): string
  /**
   * What to store to find a row by its secret: an HMAC with a key of its own that stays the same for ever, also when
   * keys are added. Base64url, 43 characters.
   */
  lookup(secret: string): string
}

/** A sealer whose keys are in a file. */
export interface StoredSealer extends Sealer {
  /**
   * Adds a key that seals from now on. A process that runs elsewhere takes it up with the first value that was sealed
   * with it, and when it starts again.
   */
  addKey(): Promise<void>
  /** Which keys there are, oldest first. */
  keys(): readonly SealingKeyFacts[]
}

/**
 * Opens the key file, or makes it on the first start.
 * @throws {IsthmusError} `key-file-exposed`, `key-file-damaged`
 */
export async function openSealer(path: string, options: KeyFileOptions): Promise<StoredSealer> {
  let current: Sealer
  let known: ReadonlyMap<string, Buffer>
  const take = (keys: SealingKeys): void => {
    current = createSealer(keys)
    known = keys.sealing
  }
  take(await openKeyFile(path, options))
  return {
    seal: (plaintext, context) => current.seal(plaintext, context),
    open(sealed, context) {
      const keyId = keyIdOf(sealed)
      if (!known.has(keyId)) take(reloadKeys(path))
      return current.open(sealed, context)
    },
    lookup: (secret) => current.lookup(secret),
    async addKey() {
      take(await addKey(path, options))
    },
    keys: () => describeKeys(path),
  }
}

/** A sealer with given keys. */
export function createSealer(keys: SealingKeys): Sealer {
  const lookupKey = Buffer.from(hkdfSync('sha256', keys.root, '', 'isthmus lookup v1', 32))
  return {
    seal: (plaintext, context) => seal(keys, plaintext, context),
    open: (sealed, context) => open(keys, sealed, context),
    lookup: (secret) => createHmac('sha256', lookupKey).update(secret).digest('base64url'),
  }
}

const algorithm = 'aes-256-gcm'
const version = 'v1'
const nonceLength = 12
const tagLength = 16

function seal({ sealing, active }: SealingKeys, plaintext: string, context: string): string {
  const key = sealing.get(active)
  if (key === undefined) throw new TypeError(`There is no key ${active}.`)
  // Random nonces of 96 bits are safe for 2^32 values with one key (NIST SP 800-38D 8.3).
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength }).setAAD(
    Buffer.from(context),
  )
  const sealed = Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [version, active, sealed.toString('base64url')].join('.')
}

function open({ sealing }: SealingKeys, sealed: string, context: string): string {
  const [form, keyId = '', encoded = ''] = sealed.split('.')
  const key = sealing.get(keyId)
  const bytes = Buffer.from(encoded, 'base64url')
  if (form !== version || key === undefined || bytes.length < nonceLength + tagLength)
    throw unreadable(context)
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceLength), {
      authTagLength: tagLength,
    })
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-tagLength))
    return (
      decipher.update(bytes.subarray(nonceLength, -tagLength), undefined, 'utf8') + decipher.final('utf8')
    )
  } catch (cause) {
    throw unreadable(context, cause)
  }
}

/** Empty for what was never sealed. */
function keyIdOf(sealed: string): string {
  return sealed.split('.', 2)[1] ?? ''
}

function unreadable(context: string, cause?: unknown): Error {
  return fault('sealed-value-unreadable', { detail: `It belongs to ${context}.`, cause })
}
