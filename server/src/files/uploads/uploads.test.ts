import { randomBytes } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { createFiles } from '../index.ts'
import { withNeighbours } from '../testing/neighbours.ts'
import { at, get, makeFolders, names, put, refusal } from '../testing/tree-talk.ts'
import { fault, uploadsOf, withUploads } from '../testing/upload-talk.ts'

/** A body that goes on until it is told otherwise; `started` when something of it was taken. */
function slowBody(first: string) {
  const body = new PassThrough({ highWaterMark: 1 })
  const started = new Promise<void>((resolve) => {
    body.write(Buffer.from(first), () => resolve())
  })
  return { body, started }
}

test('what comes in pieces is a file with the last of them, and no sooner', async () => {
  await using room = await withUploads()
  const { tree, begin, send, read } = room
  await makeFolders(tree, 'Bücher')
  const { id } = await begin('Bücher/Roman 🎻.txt', 10, { modifiedAt: 1_000_000_000_000 })
  expect(await send(id, 0, '0123')).toMatchObject({ received: 4 })
  expect(await send(id, 4, '')).toMatchObject({ received: 4 })
  expect(await names(tree, 'Bücher')).toEqual([])
  const { made } = await send(id, 4, '456789')
  expect(made?.path).toEqual(at('Bücher/Roman 🎻.txt'))
  const file = await tree.stat(at('Bücher/Roman 🎻.txt'))
  expect(file).toMatchObject({ size: 10, modifiedAt: 1_000_000_000_000, etag: made?.etag })
  expect(await get(tree, 'Bücher/Roman 🎻.txt')).toBe('0123456789')
  expect(await read(id)).toMatchObject({ received: 10, made: { etag: made?.etag } })
  // Whoever has not heard the answer may ask again.
  expect(await send(id, 10, '')).toMatchObject({ made: { etag: made?.etag } })
})

test('a file with nothing in it is there at once', async () => {
  await using room = await withUploads()
  expect(await room.begin('empty', 0)).toMatchObject({ received: 0, made: { path: ['empty'] } })
  expect(await get(room.tree, 'empty')).toBe('')
})

test('what came before the body broke off counts', async () => {
  await using room = await withUploads()
  const { tree, begin, send, read } = room
  const { id } = await begin('a', 6)
  const { body, started } = slowBody('012')
  const broken = send(id, 0, body)
  await started
  body.destroy(new Error('the line is dead'))
  expect(await refusal(broken)).toBe('conflict')
  expect(await read(id)).toMatchObject({ received: 3 })
  await send(id, 3, '345')
  expect(await get(tree, 'a')).toBe('012345')
})

test('what is sent to another place than the upload is at, or goes beyond its end, changes nothing', async () => {
  await using room = await withUploads()
  const { tree, begin, send, read } = room
  const { id } = await begin('a', 4)
  await send(id, 0, '01')
  for (const offset of [0, 1, 3, 4, 99]) {
    expect(await fault(send(id, offset, 'xx'))).toBe('upload-offset-mismatch')
  }
  expect(await fault(send(id, 2, '23456'))).toBe('payload-too-large')
  expect(await read(id)).toMatchObject({ received: 2 })
  await send(id, 2, '23')
  expect(await get(tree, 'a')).toBe('0123')
})

test('of two requests at the same time one is refused, until the other has ended', async () => {
  await using room = await withUploads()
  const { tree, begin, send } = room
  const { id } = await begin('a', 4)
  const { body, started } = slowBody('01')
  const first = send(id, 0, body)
  await started
  expect(await fault(send(id, 0, '01'))).toBe('upload-busy')
  body.end()
  await first
  await send(id, 2, '23')
  expect(await get(tree, 'a')).toBe('0123')
})

test('a request of which nothing comes for long is passed over, and cannot do any harm later', async () => {
  await using room = await withUploads()
  const { tree, begin, send, read, clock } = room
  const { id } = await begin('a', 8)
  await send(id, 0, '01')
  const { body, started } = slowBody('xx')
  const stuck = send(id, 2, body)
  await started
  await clock.advance(29_000)
  expect(await fault(send(id, 2, '23'))).toBe('upload-busy')
  await clock.advance(2_000)
  expect(await send(id, 2, '23')).toMatchObject({ received: 4 })
  body.end('xxxx')
  expect(await fault(stuck)).toBe('upload-busy')
  expect(await read(id)).toMatchObject({ received: 4 })
  await send(id, 4, '4567')
  expect(await get(tree, 'a')).toBe('01234567')
})

test('after a process has died, another one goes on with what was durable', async () => {
  await using room = await withUploads()
  const { tree, begin, send } = room
  const { id } = await begin('a', 4)
  const { body, started } = slowBody('01')
  const lost = send(id, 0, body)
  await started
  const revived = createFiles(room)
  await revived.releaseUploads()
  const again = uploadsOf(room, revived)
  await again.send(id, 0, '0123')
  expect(await get(tree, 'a')).toBe('0123')
  body.destroy()
  await lost.catch(() => {})
})

test.each([
  ['refuse', 'target-exists', 'old'],
  ['replace', '', 'new'],
  ['rename', '', 'old'],
] as const)('where somebody was quicker, %s does what was chosen', async (conflict, refused, contents) => {
  await using room = await withUploads()
  const { tree, begin, send, read } = room
  const { id } = await begin('a.txt', 3, { conflict })
  await put(tree, 'a.txt', 'old')
  const sent = send(id, 0, 'new')
  if (refused === '') await sent
  else {
    expect(await refusal(sent)).toBe(refused)
    // A client that asks how far it is must not take it for complete.
    expect(await read(id)).toMatchObject({ received: 2 })
    expect(await refusal(send(id, 2, 'w'))).toBe(refused)
    await tree.move(['a.txt'], ['b.txt'], { preconditions: {}, overwrite: false })
    await send(id, 2, 'w')
    expect(await get(tree, 'a.txt')).toBe('new')
    expect(await get(tree, 'b.txt')).toBe(contents)
    return
  }
  expect(await get(tree, 'a.txt')).toBe(contents)
  expect(await names(tree, '')).toEqual(conflict === 'rename' ? ['a (2).txt', 'a.txt'] : ['a.txt'])
})

test('a file is replaced only in the state that was seen', async () => {
  await using room = await withUploads()
  const { tree, begin, send, place } = room
  const { etag } = await put(tree, 'a', 'one')
  expect(await refusal(begin('a', 3, { ifMatch: 'other' }))).toBe('precondition-failed')
  const { id } = await begin('a', 3, { ifMatch: etag })
  const { id: late } = await begin('a', 3, { ifMatch: etag })
  await send(id, 0, 'two')
  expect(await refusal(send(late, 0, 'six'))).toBe('precondition-failed')
  expect(await refusal(place(late, {}))).toBe('precondition-failed')
  expect(await get(tree, 'a')).toBe('two')
  await place(late, { conflict: 'replace' })
  expect(await get(tree, 'a')).toBe('six')
})

test('what can be refused without the contents is refused before them', async () => {
  await using room = await withUploads({ maxFileBytes: 100 })
  const { tree, files, ann, begin } = room
  await put(tree, 'taken', 'x')
  await makeFolders(tree, 'folder')
  expect(await refusal(begin('taken', 5))).toBe('target-exists')
  expect(await refusal(begin('folder', 5, { conflict: 'replace' }))).toBe('is-a-folder')
  expect(await refusal(begin('', 5, { conflict: 'rename' }))).toBe('is-a-folder')
  expect(await refusal(begin('missing/a', 5))).toBe('parent-missing')
  expect(await refusal(begin('a', 101))).toBe('too-large')
  const spaceId = (await files.listSpaces(ann))[0]?.id ?? 0
  await files.setQuota({ kind: 'operator', tenant: ann.tenant }, spaceId, 50)
  expect(await refusal(begin('a', 60))).toBe('insufficient-storage')
  const place = { spaceId: 999, path: ['a'] }
  expect(await refusal(begin('a', 5, { place }))).toBe('not-found')
})

test('what is there of other uploads takes room, and the room is looked at again at the end', async () => {
  await using room = await withUploads()
  const { tree, files, ann, begin, send } = room
  const spaceId = (await files.listSpaces(ann))[0]?.id ?? 0
  await files.setQuota({ kind: 'operator', tenant: ann.tenant }, spaceId, 50)
  const { id } = await begin('a', 40)
  await send(id, 0, 'x'.repeat(30))
  expect(await refusal(begin('b', 40))).toBe('insufficient-storage')
  await put(tree, 'c', 'x'.repeat(20))
  expect(await refusal(send(id, 30, 'x'.repeat(10)))).toBe('insufficient-storage')
  expect(await names(tree, '')).toEqual(['c'])
})

test('uploads are of one person, and go on only while that person may', async () => {
  await using room = await withUploads()
  const { files, ann, begin, send } = room
  const bob = await room.addUser('bob')
  const { id: spaceId } = await files.createSpace(ann, { name: 'Choir' })
  await files.putSpaceMember(ann, spaceId, { kind: 'user', id: bob.userId, role: 'editor' })
  const { id } = await begin('a', 3)
  const his = uploadsOf(room, files, bob)
  for (const attempt of [his.read, (one: string) => his.send(one, 0, 'x'), his.end]) {
    expect(await fault(attempt(id))).toBe('upload-not-found')
  }
  const team = await his.begin('a', 3, { place: { spaceId, path: ['a'] } })
  await files.putSpaceMember(ann, spaceId, { kind: 'user', id: bob.userId, role: 'viewer' })
  expect(await refusal(his.send(team.id, 0, 'new'))).toBe('forbidden')
  expect(await names(files.spaceTree(ann, spaceId), '')).toEqual([])
  await send(id, 0, 'own')
})

test('what is ended leaves nothing, and a file that was made stays', async () => {
  await using room = await withUploads()
  const { tree, blobs, begin, send, end, read, files, ann } = room
  const { id } = await begin('a', 3)
  await send(id, 0, '01')
  expect(await files.listUploads(ann)).toMatchObject([{ id, received: 2 }])
  await end(id)
  expect(await fault(read(id))).toBe('upload-not-found')
  expect(await Array.fromAsync(blobs.growing.list())).toEqual([])
  const { id: made } = await begin('a', 3)
  await send(made, 0, '012')
  expect(await files.listUploads(ann)).toEqual([])
  await end(made)
  expect(await get(tree, 'a')).toBe('012')
})

test('uploads expire after the last byte, and not the files that they have become', async () => {
  const hour = 3_600_000
  await using room = await withUploads({ uploadLifetime: 2 * hour })
  const { tree, blobs, begin, send, read, files, clock } = room
  const { id } = await begin('a', 3)
  const { id: made } = await begin('b', 1)
  await send(made, 0, 'b')
  await clock.advance(1.5 * hour)
  await send(id, 0, '0')
  await clock.advance(1.5 * hour)
  expect(await files.tidyUp()).toMatchObject({ uploads: 1 })
  expect(await read(id)).toMatchObject({ received: 1 })
  await clock.advance(hour)
  expect(await files.tidyUp()).toMatchObject({ uploads: 1 })
  expect(await fault(read(id))).toBe('upload-not-found')
  expect(await Array.fromAsync(blobs.growing.list())).toEqual([])
  await clock.advance(30 * hour)
  await files.sweepBlobs()
  expect(await get(tree, 'b')).toBe('b')
})

test('the sweep removes halves that no upload needs, and no others', async () => {
  await using room = await withUploads()
  const { blobs, begin, send, files, clock } = room
  const { id } = await begin('a', 4)
  await send(id, 0, '01')
  const orphan = blobs.growing.begin()
  const options = { maxBytes: 9, isDue: () => false, saved: async () => {} }
  await blobs.growing.grow(orphan, 0, Readable.from([Buffer.from('xx')]), options)
  // Refused at the end: its contents are complete, and no file has them.
  const { id: whole } = await begin('b', 2)
  await put(room.tree, 'b', 'taken')
  await send(whole, 0, 'xx').catch(() => {})
  await clock.advance(25 * 3_600_000)
  expect(await files.sweepBlobs()).toMatchObject({ orphans: 1 })
  await send(id, 2, '23')
  await room.tree.remove(['b'], { preconditions: {} })
  await send(whole, 1, 'x')
  expect(await get(room.tree, 'b')).toBe('xx')
})

test('what is lost with the disk is begun anew', async () => {
  await using room = await withUploads()
  const { blobs, begin, send, read, files, ann } = room
  const { id, blobId } = await begin('a', 4)
  await send(id, 0, '01')
  await blobs.growing.delete(blobId)
  expect(await fault(send(id, 2, '23'))).toBe('upload-not-found')
  expect(await fault(read(id))).toBe('upload-not-found')
  expect(await files.listUploads(ann)).toEqual([])
})

test('the uploads of somebody who is deleted go too', async () => {
  await using room = await withUploads()
  const { begin, send, files, ann, database, blobs } = room
  const { id } = await begin('a', 4)
  await send(id, 0, '01')
  await database.write((tx) => files.removeUser(tx, { tenant: ann.tenant, userId: ann.userId, name: 'ann' }))
  expect(await files.tidyUp()).toMatchObject({ uploads: 1 })
  expect(await Array.fromAsync(blobs.growing.list())).toEqual([])
})

test('nobody has more than a thousand unfinished ones', async () => {
  await using room = await withUploads()
  const { begin, files, ann } = room
  await Promise.all(Array.from({ length: 1_000 }, (_, n) => begin(`${n}`, 1)))
  expect(await fault(begin('one more', 1))).toBe('too-many-uploads')
  expect(await files.listUploads(ann)).toHaveLength(1_000)
})

test('large contents are the same in the end, however they came', async () => {
  await using room = await withUploads()
  const { tree, begin, send } = room
  const contents = randomBytes(3_000_001).toString('latin1')
  const whole = Buffer.from(contents, 'latin1')
  const { id } = await begin('a', whole.length)
  for (let offset = 0; offset < whole.length; offset += 700_000) {
    await send(id, offset, Readable.from([whole.subarray(offset, offset + 700_000)]))
  }
  const { body } = await tree.read(['a'], {})
  expect(Buffer.concat(await Array.fromAsync(body as AsyncIterable<Buffer>)).equals(whole)).toBe(true)
})

test('in a mount the file is sent on when it is complete, and what is refused there is told', async () => {
  let down = false
  await using room = await withNeighbours((bob) => ({
    write: (path, body, options) => {
      if (down) throw new Error('cannot be reached')
      return bob.write(path, body, options)
    },
  }))
  const { bob, blobs } = room
  const { begin, send, read, place } = uploadsOf(room)
  const { id } = await begin('bob/a', 4)
  await send(id, 0, '01')
  down = true
  await expect(send(id, 2, '23')).rejects.toThrow('cannot be reached')
  expect(await read(id)).toMatchObject({ received: 3 })
  await expect(place(id)).rejects.toThrow('cannot be reached')
  down = false
  expect(await place(id)).toMatchObject({ path: ['bob', 'a'] })
  expect(await get(bob, 'a')).toBe('0123')
  // What Bob has is his; nothing else stays here.
  expect(await Array.fromAsync(blobs.list())).toHaveLength(1)

  expect(await refusal(begin('bob/a', 4))).toBe('target-exists')
  expect(await refusal(begin('bob/missing/a', 4))).toBe('parent-missing')
  const { id: another } = await begin('bob/a', 1, { conflict: 'rename' })
  expect(await send(another, 0, 'x')).toMatchObject({ made: { path: ['bob', 'a (2)'] } })
  const { id: beside } = await begin('bob', 1, { conflict: 'rename' })
  expect(await send(beside, 0, 'x')).toMatchObject({ made: { path: ['bob (2)'] } })
})
