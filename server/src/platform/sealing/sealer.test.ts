import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SealingKeys } from './key-file.ts'
import { createSealer, openSealer } from './sealer.ts'

const keys: SealingKeys = {
  root: Buffer.alloc(32, 1),
  sealing: new Map([['k1', Buffer.alloc(32, 2)]]),
  active: 'k1',
}
const sealer = createSealer(keys)

test('what was sealed is opened again in its context', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (plaintext, context) => {
      const sealed = sealer.seal(plaintext, context)
      expect(sealed).toMatch(/^v1\.k1\.[\w-]{38,}$/)
      expect(sealer.open(sealed, context)).toBe(plaintext)
    }),
  )
})

test('the same text is sealed differently each time', () => {
  expect(sealer.seal('secret', 'share:1:secret')).not.toBe(sealer.seal('secret', 'share:1:secret'))
})

test('a sealed value does not open in another context, with another key, or changed in any way', () => {
  const sealed = sealer.seal('secret', 'share:1:secret')
  const cannotOpen = expect.objectContaining({ code: 'sealed-value-unreadable' })
  const other = createSealer({ ...keys, sealing: new Map([['k1', Buffer.alloc(32, 3)]]) })
  expect(() => sealer.open(sealed, 'share:2:secret')).toThrow(cannotOpen)
  expect(() => other.open(sealed, 'share:1:secret')).toThrow(cannotOpen)
  const [version, id, body = ''] = sealed.split('.')
  const bytes = Buffer.from(body, 'base64url')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(() => sealer.open(`${version}.${id}.${changed.toString('base64url')}`, 'share:1:secret')).toThrow(
      cannotOpen,
    )
  }
  for (const wrong of [
    '',
    'secret',
    `v2.k1.${body}`,
    `v1.k9.${body}`,
    'v1.k1.',
    `v1.k1.${body.slice(0, 20)}`,
  ]) {
    expect(() => sealer.open(wrong, 'share:1:secret')).toThrow(cannotOpen)
  }
})

test('an error about a sealed value does not contain it', () => {
  const sealed = sealer.seal('secret', 'share:1:secret')
  expect(() => sealer.open(sealed, 'other')).toThrow(/^(?!.*v1\.k1).*other/)
})

test('a lookup value is the same for the same secret and tells nothing about it', () => {
  const value = sealer.lookup('secret')
  expect(value).toMatch(/^[\w-]{43}$/)
  expect(sealer.lookup('secret')).toBe(value)
  expect(sealer.lookup('secret2')).not.toBe(value)
  expect(createSealer({ ...keys, root: Buffer.alloc(32, 9) }).lookup('secret')).not.toBe(value)
})

test('after a rotation new values use the new key, old ones still open and lookup values stay', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-sealer-'))
  try {
    const path = join(folder, 'keys.json')
    const options = { clock: { now: () => 0 } }
    const stored = await openSealer(path, options)
    const elsewhere = await openSealer(path, options)
    const old = stored.seal('secret', 'c')
    const lookup = stored.lookup('secret')
    await stored.addKey()
    expect(stored.seal('secret', 'c')).toMatch(/^v1\.k2\./)
    expect(stored.open(old, 'c')).toBe('secret')
    expect(stored.lookup('secret')).toBe(lookup)
    expect(stored.keys()).toMatchObject([
      { id: 'k1', active: false },
      { id: 'k2', active: true },
    ])
    // Another process, which runs on: it learns of the key when it meets it.
    expect(elsewhere.seal('secret', 'c')).toMatch(/^v1\.k1\./)
    expect(elsewhere.open(stored.seal('new', 'c'), 'c')).toBe('new')
    expect(elsewhere.seal('secret', 'c')).toMatch(/^v1\.k2\./)
    const restarted = await openSealer(path, options)
    expect(restarted.open(old, 'c')).toBe('secret')
    expect(restarted.open(stored.seal('new', 'c'), 'c')).toBe('new')
  } finally {
    await rm(folder, { recursive: true })
  }
})
