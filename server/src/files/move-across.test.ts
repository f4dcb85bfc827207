import { Readable } from 'node:stream'
import { ResourceError } from '@isthmus/webdav'
import { expect, test } from 'vitest'
import { fillFolder, withNeighbours } from './testing/neighbours.ts'
import {
  at,
  copy,
  etag,
  everything,
  get,
  makeFolders,
  move,
  names,
  put,
  refusal,
} from './testing/tree-talk.ts'

test('a target that a failing copy would replace is still there', async () => {
  await using room = await withNeighbours(() => ({
    write: async (_path, body) => {
      await body.iterator().next()
      throw new ResourceError('bad-gateway', 'The peer hung up.')
    },
  }))
  const { tree, bob } = room
  await put(tree, 'a', 'new')
  await put(bob, 'b', 'old')
  expect(await refusal(copy(tree, 'a', 'bob/b'))).toBe('bad-gateway')
  expect(await refusal(move(tree, 'a', 'bob/b'))).toBe('bad-gateway')
  expect(await get(bob, 'b')).toBe('old')
  expect(await get(tree, 'a')).toBe('new')
})

test('a folder that cannot be copied whole is not there afterwards, and the source is as it was', async () => {
  let writes = 0
  await using room = await withNeighbours((bob) => ({
    write: async (path, body, options) => {
      writes += 1
      if (writes > 1) throw new ResourceError('insufficient-storage', 'Full.')
      return bob.write(path, body, options)
    },
  }))
  const { tree } = room
  const contents = await fillFolder(tree, 'f')
  const before = await etag(tree, 'f')
  expect(await refusal(move(tree, 'f', 'bob/f'))).toBe('insufficient-storage')
  expect(await names(room.bob)).toEqual([])
  expect(await etag(tree, 'f')).toBe(before)
  expect(await everything(tree, 'f')).toEqual(
    Object.fromEntries(Object.entries(contents).filter(([path]) => path !== 'f/')),
  )
})

test('a file that changes while it is moved is where it was, with the change, beside what was copied', async () => {
  const late: { write?: () => Promise<unknown> } = {}
  await using room = await withNeighbours((bob) => ({
    write: async (path, body, options) => {
      const written = await bob.write(path, body, options)
      await late.write?.()
      return written
    },
  }))
  const { tree, bob } = room
  await put(tree, 'a', 'first')
  late.write = () => put(tree, 'a', 'second')
  await expect(move(tree, 'a', 'bob/a')).rejects.toMatchObject({
    reason: 'precondition-failed',
    message: expect.stringMatching(/^It was copied, and it is also where it was/),
  })
  expect([await get(tree, 'a'), await get(bob, 'a')]).toEqual(['second', 'first'])

  const inside = await fillFolder(tree, 'f')
  late.write = () => put(tree, 'f/sub/late', 'late')
  expect(await refusal(move(tree, 'f', 'bob/f'))).toBe('precondition-failed')
  expect(await everything(tree)).toMatchObject({ ...inside, 'f/sub/late': 'late' })
  expect(await everything(bob)).toMatchObject(inside)
})

test('a folder behind a mount that changes while it is moved is where it was, with the change', async () => {
  const late: { read?: () => Promise<unknown> } = {}
  await using room = await withNeighbours((bob) => ({
    read: async (path, options) => {
      const reading = await bob.read(path, options)
      await late.read?.()
      return reading
    },
  }))
  const { tree, bob } = room
  await fillFolder(bob, 'f')
  late.read = () => put(bob, 'f/late', 'late')
  expect(await refusal(move(tree, 'bob/f', 'f'))).toBe('precondition-failed')
  expect(await get(bob, 'f/late')).toBe('late')
  expect(await names(tree)).toEqual(['bob', 'carol', 'f'])
})

test('a file that vanishes while its folder is moved ends the move, and what is left stays', async () => {
  await using room = await withNeighbours((bob) => ({
    read: async (path, options) => {
      await bob.remove(['f', '1'], { preconditions: {} }).catch(() => {})
      return bob.read(path, options)
    },
  }))
  const { tree, bob } = room
  await fillFolder(bob, 'f')
  // Not that the folder is not there.
  expect(await refusal(move(tree, 'bob/f', 'f'))).toBe('conflict')
  expect(await names(tree)).toEqual(['bob', 'carol'])
  expect(await get(bob, 'f/sub/2')).toBe('two')
})

test('half of a copy in which somebody else has been at work is not taken back', async () => {
  let writes = 0
  await using room = await withNeighbours((bob) => ({
    write: async (path, body, options) => {
      writes += 1
      if (writes === 1) return bob.write(path, body, options)
      await put(bob, 'f/by Bob', 'his')
      throw new ResourceError('insufficient-storage', 'Full.')
    },
  }))
  const { tree, bob } = room
  await fillFolder(tree, 'f')
  expect(await refusal(move(tree, 'f', 'bob/f'))).toBe('insufficient-storage')
  expect(await get(bob, 'f/by Bob')).toBe('his')
  expect(await get(tree, 'f/1')).toBe('one')
})

test.each(['forbidden', 'locked', 'conflict'] as const)(
  'when the source refuses to go (%s), it is at both places, and the error says so',
  async (reason) => {
    await using room = await withNeighbours(() => ({
      remove: async () => {
        throw new ResourceError(reason, 'You may not remove this.')
      },
    }))
    const { tree, bob } = room
    await put(bob, 'a', 'x')
    await expect(move(tree, 'bob/a', 'a')).rejects.toMatchObject({
      reason,
      message:
        'It was copied, and it is also where it was, because it could not be removed there: You may not remove this.',
    })
    expect([await get(tree, 'a'), await get(bob, 'a')]).toEqual(['x', 'x'])
  },
)

test('what is locked is not copied before it is found that it may not go', async () => {
  await using room = await withNeighbours((bob) => ({
    stat: async (path, question) => {
      const resource = await bob.stat(path, question)
      const lock = {
        token: 'x:1',
        scope: 'exclusive',
        depth: '0',
        root: [],
        owner: '',
        expiresAt: 0,
      } as const
      return resource && { ...resource, ...(question?.locks === true ? { locks: [lock] } : {}) }
    },
  }))
  const { tree, bob } = room
  await put(bob, 'a', 'x')
  expect(await refusal(move(tree, 'bob/a', 'a'))).toBe('locked')
  expect(await names(tree)).toEqual(['bob', 'carol'])
  await tree.move(['bob', 'a'], ['a'], { preconditions: {}, overwrite: true, lockTokens: ['x:1'] })
  expect(await names(bob)).toEqual([])
})

test('what arrives other than its server says it is is neither kept nor removed there', async () => {
  await using room = await withNeighbours((bob) => ({
    read: async (path, options) => {
      const reading = await bob.read(path, options)
      return { ...reading, body: Readable.from([Buffer.from('other')]) }
    },
  }))
  const { tree, bob } = room
  await put(bob, 'a', 'whole')
  expect(await refusal(move(tree, 'bob/a', 'a'))).toBe('bad-gateway')
  expect(await names(tree)).toEqual(['bob', 'carol'])
  expect(await get(bob, 'a')).toBe('whole')
})

test('when nobody can tell whether the source is gone, the copy stays', async () => {
  await using room = await withNeighbours((bob) => ({
    remove: async (path, options) => {
      await bob.remove(path, options)
      throw new ResourceError('unavailable', 'The answer was lost.')
    },
  }))
  const { tree, bob } = room
  await put(bob, 'a', 'x')
  expect(await refusal(move(tree, 'bob/a', 'a'))).toBe('unavailable')
  expect(await get(tree, 'a')).toBe('x')
  expect(await names(bob)).toEqual([])
})

test('a source that somebody else removed meanwhile has been moved', async () => {
  await using room = await withNeighbours((bob) => ({
    remove: async (path, options) => {
      await bob.remove(path, options)
      throw new ResourceError('not-found', 'There is nothing here.')
    },
  }))
  await put(room.bob, 'a', 'x')
  expect(await move(room.tree, 'bob/a', 'a')).toEqual({ created: true })
  expect(await get(room.tree, 'a')).toBe('x')
})

test('a peer that keeps fewer bytes than it was sent gets nothing moved', async () => {
  await using room = await withNeighbours((bob) => ({
    write: (path, _body, options) =>
      bob.write(path, Readable.from([Buffer.from('cut')]), { ...options, length: 3 }),
  }))
  await put(room.tree, 'a', 'the whole file')
  expect(await refusal(move(room.tree, 'a', 'bob/a'))).toBe('bad-gateway')
  expect(await get(room.tree, 'a')).toBe('the whole file')
  expect(await names(room.bob)).toEqual([])
})

test('a download that breaks off in the middle leaves nothing', async () => {
  await using room = await withNeighbours((bob) => ({
    read: async (path, options) => {
      const { resource, body } = await bob.read(path, options)
      body.destroy()
      async function* half() {
        yield Buffer.from('half')
        throw new Error('connection reset')
      }
      return { resource, body: Readable.from(half()) }
    },
  }))
  await put(room.bob, 'a', 'the whole file')
  expect(await refusal(move(room.tree, 'bob/a', 'a'))).toBe('conflict')
  expect(await names(room.tree)).toEqual(['bob', 'carol'])
  expect(await get(room.bob, 'a')).toBe('the whole file')
})

test('what may not be taken away is not copied first', async () => {
  await using room = await withNeighbours((bob) => ({
    stat: async (path) => {
      const resource = await bob.stat(path)
      return resource && { ...resource, rights: { ...resource.rights, delete: false } }
    },
    read: () => Promise.reject(new Error('It was read')),
  }))
  await put(room.bob, 'a', 'x')
  expect(await refusal(move(room.tree, 'bob/a', 'a'))).toBe('forbidden')
})

test('more than 10,000 entries are not copied across a boundary', async () => {
  await using room = await withNeighbours((bob) => ({
    list: async (path) => {
      const { folder } = await bob.list(path)
      async function* endless() {
        for (let index = 0; ; index += 1) yield { ...folder, name: `folder ${index}` }
      }
      return { folder, children: endless() }
    },
  }))
  await makeFolders(room.bob, 'f')
  expect(await refusal(copy(room.tree, 'bob/f', 'f'))).toBe('too-large')
  expect(await names(room.tree)).toEqual(['bob', 'carol'])
})

test.each(['before it arrives', 'when it has arrived unheard', 'on its way out'])(
  'a folder that nobody waits for any more goes nowhere, also when it stops at a file %s',
  async (moment) => {
    const left = new AbortController()
    await using room = await withNeighbours((bob) => ({
      read: async (path, options) => {
        const reading = await bob.read(path, options)
        if (path.at(-1) !== '2') return reading
        const endless = new Readable({
          read() {
            endless.push('t')
            left.abort()
          },
        })
        return { ...reading, body: endless }
      },
      write: async (path, body, options) => {
        const isLast = path.at(-1) === '2'
        if (isLast && moment === 'before it arrives') left.abort()
        const written = await bob.write(path, body, options)
        if (isLast) left.abort()
        left.signal.throwIfAborted()
        return written
      },
    }))
    const { tree, bob } = room
    const [from, to] = moment === 'on its way out' ? ['bob/f', 'f'] : ['f', 'bob/f']
    await fillFolder(moment === 'on its way out' ? bob : tree, 'f')
    const options = { preconditions: {}, overwrite: false, signal: left.signal }
    await expect(tree.move(at(from), at(to), options)).rejects.toMatchObject({ name: 'AbortError' })
    expect(await tree.stat(at(to))).toBeUndefined()
    expect(await names(tree, from)).toEqual(['1', 'sub'])
  },
)
