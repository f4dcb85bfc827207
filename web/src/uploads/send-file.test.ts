import { expect, test } from 'vitest'
import { Problem, unreachable } from '../api/problem.ts'
import { firstChunk } from './chunk-size.ts'
import { type FileToSend, sendFile, UnreadableFile } from './send-file.ts'
import { type MemoryUploadServer, memoryUploadServer, refusal } from './testing/memory-upload-server.ts'

function setUp(size: number, change: Partial<FileToSend> = {}) {
  const server = memoryUploadServer()
  const bytes = Uint8Array.from({ length: size }, (_, at) => at % 251)
  const seen = {
    names: [] as (string | undefined)[],
    sent: [] as number[],
    waits: [] as number[],
    signIns: 0,
  }
  const context = {
    server,
    now: () => 0,
    pause: async (failures: number) => void seen.waits.push(failures),
    signInAgain: async () => void (seen.signIns += 1),
  }
  const send = (to = server) =>
    sendFile(
      { ...context, server: to },
      {
        order: { path: '/a.bin', size, modifiedAt: 0, conflict: 'refuse' },
        file: new Blob([bytes]),
        uploadId: undefined,
        signal: new AbortController().signal,
        onNamed: (name) => seen.names.push(name),
        onSent: (count) => seen.sent.push(count),
        onWaiting: () => undefined,
        ...change,
      },
    )
  return { server, bytes, seen, send }
}

/** Answers some questions with something else, once each. */
function once(
  server: MemoryUploadServer,
  ...faults: readonly (readonly [question: RegExp, error: Error])[]
): void {
  const left = [...faults]
  server.fault = (question) => {
    const [next] = left
    if (next?.[0].test(question) !== true) return
    left.shift()
    throw next[1]
  }
}

/** Quicker than a comparison that can tell millions of bytes apart in words. */
function expectSame(found: Uint8Array | undefined, bytes: Uint8Array): void {
  expect(found?.length).toBe(bytes.length)
  expect(bytes.every((byte, at) => byte === found?.[at])).toBe(true)
}

test('a file goes out in pieces, and arrives whole', async () => {
  const { server, bytes, seen, send } = setUp(firstChunk * 2)
  await expect(send()).resolves.toBe('/a.bin')
  expectSame(server.files.get('/a.bin'), bytes)
  expect(server.asked).toEqual(['create /a.bin', 'append 0', `append ${firstChunk}`])
  expect(seen.sent.at(-1)).toBe(bytes.length)
})

test.each([0, 500_000])('a file of %d bytes goes out with one request', async (size) => {
  const { server, bytes, send } = setUp(size)
  await expect(send()).resolves.toBe('/a.bin')
  expect(server.asked).toEqual(['put /a.bin'])
  expectSame(server.files.get('/a.bin'), bytes)
})

test('a small file that arrived before the answer was lost is not taken for another one', async () => {
  const { server, bytes, send } = setUp(10)
  once(server, [/put/, unreachable()])
  server.files.set('/a.bin', bytes)
  await expect(send()).resolves.toBe('/a.bin')
  expect(server.asked).toEqual(['put /a.bin', 'put /a.bin', 'holds /a.bin'])
})

test('a small file whose name was taken by another one while the network was away is asked about', async () => {
  const { server, send } = setUp(10)
  once(server, [/put/, unreachable()])
  server.files.set('/a.bin', new Uint8Array(11))
  await expect(send()).rejects.toMatchObject({ code: 'node-exists' })
})

test('a small file that shall get another name is given one by the server', async () => {
  const order = { path: '/a.bin', size: 10, modifiedAt: 0, conflict: 'rename' } as const
  const { server, send } = setUp(10, { order })
  server.files.set('/a.bin', new Uint8Array(11))
  await expect(send()).resolves.toBe('/a.bin+')
})

test('after a cut only what has not arrived goes again', async () => {
  const { server, bytes, seen, send } = setUp(1_000_000)
  server.cutAfter = 400_000
  await send()
  expectSame(server.files.get('/a.bin'), bytes)
  expect(server.asked).toEqual(['create /a.bin', 'append 0', 'find', 'append 400000'])
  expect(seen.waits).toEqual([1])
})

test('it waits longer with each failure, and from the beginning after something went well', async () => {
  const { server, seen, send } = setUp(1_000_000)
  once(
    server,
    [/create/, unreachable()],
    [/create/, refusal('unavailable', 503)],
    [/append 0/, refusal('internal', 502)],
    [/find/, refusal('too-many-requests', 429)],
  )
  await send()
  expect(seen.waits).toEqual([1, 2, 3, 4])
  server.files.clear()
})

test('what the server has forgotten is sent anew', async () => {
  const { server, bytes, seen, send } = setUp(1_000_000, { uploadId: 'expired' })
  await send()
  expectSame(server.files.get('/a.bin'), bytes)
  expect(seen.names).toEqual([undefined, '1'])
})

test('what has become a file before the last answer was lost is not sent again', async () => {
  const { server, send } = setUp(1_000_000)
  const append = server.append.bind(server)
  let isLost = false
  server.append = async (...given) => {
    const progress = await append(...given)
    if (isLost) return progress
    isLost = true
    throw unreachable()
  }
  await expect(send()).resolves.toBe('/a.bin')
  expect(server.asked).toEqual(['create /a.bin', 'append 0', 'find'])
})

test('when the session has ended, it waits for the person and goes on', async () => {
  const { server, seen, send } = setUp(1_000_000)
  once(server, [/append/, refusal('unauthorized', 401)])
  await send()
  expect(seen.signIns).toBe(1)
  expect(server.files.has('/a.bin')).toBe(true)
})

test('a request that is too large for something on the way is made smaller', async () => {
  const { server, bytes, send } = setUp(firstChunk)
  once(server, [/append 0/, refusal('internal', 413)])
  await send()
  expect(server.asked.slice(0, 5)).toEqual([
    'create /a.bin',
    'append 0',
    'find',
    'append 0',
    `append ${firstChunk / 4}`,
  ])
  expectSame(server.files.get('/a.bin'), bytes)
})

test.each([
  ['node-exists', 409],
  ['node-not-found', 404],
  ['forbidden', 403],
  ['insufficient-storage', 507],
  ['payload-too-large', 413],
  ['validation-failed', 400],
  ['too-many-uploads', 429],
  ['node-locked', 423],
])('%s is for the person to decide', async (code, status) => {
  const { server, seen, send } = setUp(10)
  once(server, [/put/, refusal(code, status)])
  await expect(send()).rejects.toMatchObject({ code })
  expect(seen.waits).toEqual([])
})

test('a fault of the server that stays is given up', async () => {
  const { server, seen, send } = setUp(10)
  server.fault = () => {
    throw refusal('internal', 500)
  }
  await expect(send()).rejects.toBeInstanceOf(Problem)
  expect(seen.waits).toEqual([1, 2, 3])
})

test('what finds its name taken at the end is placed as the person chooses, without a byte again', async () => {
  const { server, bytes, send } = setUp(1_000_000)
  const add = server.append.bind(server)
  server.append = async (...given) => {
    server.files.set('/a.bin', new Uint8Array())
    return await add(...given)
  }
  await expect(send()).rejects.toMatchObject({ code: 'node-exists' })
  const order = { path: '/a.bin', size: bytes.length, modifiedAt: 0, conflict: 'rename' } as const
  const again = { order, file: undefined, uploadId: '1' }
  await expect(setUp(0, again).send(server)).resolves.toBe('/a.bin+')
  expectSame(server.files.get('/a.bin+'), bytes)
  expect(server.asked).toEqual(['create /a.bin', 'append 0', 'find', 'place /a.bin rename'])
})

test('what was begun with another choice than the person has by now is placed in the end', async () => {
  const order = { path: '/a.bin', size: 1_000_000, modifiedAt: 0, conflict: 'replace' } as const
  const { server, bytes, send } = setUp(1_000_000, { order, uploadId: '1' })
  await server.create({ ...order, conflict: 'refuse' }, AbortSignal.abort())
  server.files.set('/a.bin', new Uint8Array())
  await expect(send()).resolves.toBe('/a.bin')
  expectSame(server.files.get('/a.bin'), bytes)
  expect(server.asked.slice(1)).toEqual(['find', 'append 0', 'find', 'place /a.bin replace'])
})

test('a file that the device does not give any more is not waited for', async () => {
  const file = new Blob(['0123456789'])
  file.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('changed')) }) as never
  const { server, send } = setUp(1_000_000, { file })
  server.append = () => Promise.reject(unreachable())
  await expect(send()).rejects.toBeInstanceOf(UnreadableFile)
})

test('what is stopped stays stopped', async () => {
  const controller = new AbortController()
  const { server, send } = setUp(10, { signal: controller.signal })
  server.fault = () => {
    controller.abort()
    throw unreachable()
  }
  await expect(send()).rejects.toMatchObject({ name: 'AbortError' })
  expect(server.asked).toEqual(['put /a.bin'])
})
