import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { processes, type TusUploads } from '@isthmus/testkit'
import { expect, it } from 'vitest'

const MiB = 1024 * 1024

it('an upload goes on after the server was killed again and again in its middle, and no byte is another', async () => {
  await using world = await processes({ cloud: {} })
  const { cloud } = world.servers
  const ann = await cloud.person('ann')
  const file = randomBytes(64 * MiB + 77)
  const { headers } = await ann.uploads.create(file.length, { path: '/large.bin' })
  const { location = '' } = headers
  let offset = 0
  for (const enough of [18 * MiB, 18 * MiB]) {
    const body = new PassThrough()
    const sent = ann.uploads.send(location, offset, body).catch(() => 'broken off')
    // More comes, but not while this server lives.
    if (!body.write(file.subarray(offset, offset + enough))) await once(body, 'drain')
    await expect.poll(() => offsetOf(ann.uploads, location)).toBeGreaterThan(offset)
    const durable = await offsetOf(ann.uploads, location)
    await cloud.kill()
    expect(await sent).toBe('broken off')
    await cloud.start()
    await expect.poll(() => isFree(ann.uploads, location)).toBe(true)
    offset = await offsetOf(ann.uploads, location)
    expect(offset).toBeGreaterThanOrEqual(durable)
  }
  await ann.files.put('large.bin', 'Somebody was quicker.')
  const refused = await ann.uploads.send(location, offset, file.subarray(offset))
  expect(refused.status).toBe(409)
  await cloud.kill()
  await cloud.start()
  const whole = await ann.uploads.offset(location)
  expect(whole.headers).toMatchObject({ 'upload-offset': `${file.length - 1}`, 'isthmus-whole': 'true' })
  const placed = await ann.uploads.place(location, { conflict: 'replace' })
  expect([placed.status, placed.json()]).toMatchObject([200, { path: '/large.bin' }])
  const { bytes } = await ann.files.get('large.bin')
  expect(sha256(bytes)).toBe(sha256(file))
})

async function offsetOf(uploads: TusUploads, location: string): Promise<number> {
  return Number((await uploads.offset(location)).headers['upload-offset'])
}

/** Where several processes share a database, nobody knows at once that one has died. */
async function isFree(uploads: TusUploads, location: string): Promise<boolean> {
  return (await uploads.send(location, await offsetOf(uploads, location), '')).status === 204
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
