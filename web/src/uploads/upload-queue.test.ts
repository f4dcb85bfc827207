import { expect, test, vi } from 'vitest'
import { unreachable } from '../api/problem.ts'
import { memoryUploadServer, refusal } from './testing/memory-upload-server.ts'
import type { Upload } from './upload.ts'
import { UploadQueue } from './upload-queue.ts'

function setUp() {
  const server = memoryUploadServer()
  const folders: string[] = []
  let count = 0
  let online: PromiseWithResolvers<void> | undefined
  const queue = new UploadQueue({
    server,
    makeFolder: async (path) => {
      if (folders.includes(path)) throw refusal('node-exists', 409)
      folders.push(path)
    },
    now: () => 0,
    pause: async (_, signal) => {
      online ??= Promise.withResolvers()
      signal.addEventListener('abort', () => online?.reject(signal.reason))
      await online.promise
    },
    signInAgain: async () => undefined,
    id: () => String((count += 1)),
    soon: queueMicrotask,
    onNamed: () => undefined,
    onOver: () => undefined,
  })
  const states = () => queue.view().uploads.map(({ path, state }) => `${path.join('/')} ${state}`)
  return { queue, server, folders, states, goOnline: () => online?.resolve() }
}

function item(path: string, text = 'text') {
  const parts = path.split('/')
  return { path: parts, file: new File([text], parts.at(-1) ?? '', { lastModified: 0 }) }
}

/** More than what goes out with one request. */
const large = 'text'.repeat(250_000)

async function until(check: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(check()).toBe(true), { interval: 1 })
}

/** An upload by its path. */
function find(queue: UploadQueue, path: string): Upload {
  const found = queue.view().uploads.find((upload) => upload.path.join('/') === path)
  if (found === undefined) throw new Error(`${path} is not in the queue`)
  return found
}

test('a thousand files are uploaded, three at a time', async () => {
  const { queue, server } = setUp()
  let most = 0
  queue.subscribe(() => {
    most = Math.max(most, queue.view().totals.states.sending)
  })
  queue.add(
    { path: '/' },
    Array.from({ length: 1000 }, (_, at) => item(`${at}.txt`)),
  )
  await until(() => queue.view().totals.states.done === 1000)
  expect(server.files.size).toBe(1000)
  expect(most).toBe(3)
})

test('folders are made once, the outer ones first, the empty ones too', async () => {
  const { queue, server, folders } = setUp()
  const items = [item('Trip/Day 1/a.jpg'), item('Trip/Day 1/b.jpg'), { path: ['Trip', 'Empty'] }]
  queue.add({ path: '/Photos' }, items)
  await until(() => queue.view().totals.states.done === 3)
  expect(folders).toEqual(['/Photos/Trip', '/Photos/Trip/Day 1', '/Photos/Trip/Empty'])
  expect([...server.files.keys()]).toEqual(['/Photos/Trip/Day 1/a.jpg', '/Photos/Trip/Day 1/b.jpg'])
})

test('a taken name is asked about, and the answer may be for all others', async () => {
  const { queue, server, states } = setUp()
  for (const name of ['a', 'b', 'c', 'd', 'e']) server.files.set(`/${name}`, new Uint8Array())
  queue.add(
    { path: '/' },
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => item(name)),
  )
  await until(() => queue.view().totals.states.conflict === 5 && queue.view().totals.states.done === 1)
  queue.choose(find(queue, 'a').id, 'skip', false)
  queue.choose(find(queue, 'b').id, 'replace', false)
  queue.choose(find(queue, 'c').id, 'rename', true)
  await until(() => queue.view().totals.states.conflict === 0 && queue.view().totals.states.done === 5)
  expect(states()[0]).toBe('a skipped')
  expect([...server.files.keys()]).toEqual(['/a', '/b', '/c', '/d', '/e', '/f', '/c+', '/d+', '/e+'])
  expect(server.files.get('/b')).toHaveLength(4)
  expect(server.files.get('/c')).toHaveLength(0)
})

test('the answer for all is also for files that come to it later', async () => {
  const { queue, server } = setUp()
  const names = Array.from({ length: 20 }, (_, at) => `${at}`)
  for (const name of names) server.files.set(`/${name}`, new Uint8Array())
  queue.add(
    { path: '/' },
    names.map((name) => item(name)),
  )
  await until(() => queue.view().totals.states.conflict > 0)
  queue.choose(find(queue, '0').id, 'skip', true)
  await until(() => queue.view().totals.states.skipped === 20)
})

test('what was paused goes on where it was', async () => {
  const { queue, server, states } = setUp()
  server.cutAfter = 600_000
  queue.add({ path: '/' }, [item('a.txt', large)])
  await until(() => queue.view().totals.states.offline === 1)
  queue.pause(find(queue, 'a.txt').id)
  await until(() => find(queue, 'a.txt').state === 'paused')
  queue.resume(find(queue, 'a.txt').id)
  await until(() => states()[0] === 'a.txt done')
  expect(server.asked).toEqual(['create /a.txt', 'append 0', 'find', 'append 600000'])
})

test('everything waits for the network, and goes on by itself', async () => {
  const { queue, server, goOnline } = setUp()
  server.fault = () => {
    throw unreachable()
  }
  queue.add(
    { path: '/' },
    ['a', 'b', 'c', 'd'].map((name) => item(name)),
  )
  await until(() => queue.view().totals.states.offline === 3)
  server.fault = () => undefined
  goOnline()
  await until(() => queue.view().totals.states.done === 4)
})

test('what failed is tried again, and a folder that was removed meanwhile is made anew', async () => {
  const { queue, server, folders } = setUp()
  server.fault = () => {
    throw refusal('node-not-found', 404)
  }
  queue.add({ path: '/Trip' }, [item('Day/a.txt')])
  await until(() => queue.view().totals.states.failed === 1)
  folders.length = 0
  server.fault = () => undefined
  queue.retryAll()
  await until(() => queue.view().totals.states.done === 1)
  expect(folders).toEqual(['/Trip', '/Trip/Day'])
})

test('what was cancelled is dropped on the server and gone from the list', async () => {
  const { queue, server } = setUp()
  server.cutAfter = 600_000
  queue.add({ path: '/' }, [item('a.txt', large), item('b.txt')])
  await until(() => queue.view().totals.states.offline === 1 && queue.view().totals.states.done === 1)
  queue.cancelAll()
  await until(() => queue.view().totals.count === 1)
  expect(server.asked.at(-1)).toBe('remove')
  queue.clear()
  await until(() => queue.view().totals.count === 0)
  expect(queue.view().totals).toMatchObject({ size: 0, sent: 0 })
})

test('an interrupted upload goes on when its file is chosen again, there or anew', async () => {
  const { queue, server } = setUp()
  const { id } = await server.create(
    { path: '/a.txt', size: 4, modifiedAt: 0, conflict: 'refuse' },
    AbortSignal.abort(),
  )
  const kept = {
    batch: '1',
    kind: 'file',
    place: { path: '/' },
    size: 4,
    modifiedAt: 0,
    sent: 0,
    speed: 0,
  } as const
  queue.restore([
    { ...kept, id: 'x', path: ['a.txt'], state: 'sending', conflict: 'refuse', uploadId: id },
    { ...kept, id: 'y', path: ['b.txt'], state: 'waiting', conflict: 'rename' },
  ])
  await until(() => queue.view().totals.states['file-missing'] === 2)
  const stranger = item('c.txt')
  expect(queue.giveFiles([item('a.txt'), stranger])).toEqual([stranger])
  expect(queue.add({ path: '/' }, [item('b.txt')])).toEqual([])
  await until(() => queue.view().totals.states.done === 2)
  expect(server.asked).toEqual(['create /a.txt', 'find', 'create /b.txt', 'append 0', 'append 0'])
})

test('a name that is found taken at the end is decided about, and nothing is sent again', async () => {
  const { queue, server } = setUp()
  server.fault = (question) => {
    if (question.startsWith('append')) server.files.set('/a.txt', new Uint8Array())
  }
  queue.add({ path: '/' }, [item('a.txt', large)])
  await until(() => queue.view().totals.states.conflict === 1)
  queue.choose(find(queue, 'a.txt').id, 'replace', false)
  await until(() => queue.view().totals.states.done === 1)
  expect(server.asked).toEqual(['create /a.txt', 'append 0', 'find', 'place /a.txt replace'])
  expect(server.files.get('/a.txt')).toHaveLength(large.length)
})

test('what there is no room for is not tried, what is smaller is, and all goes on when there is room', async () => {
  const { queue, server, states } = setUp()
  const isFull = (question: string) => {
    if (question !== 'put /3' && /^(put|create)/.test(question)) throw refusal('insufficient-storage', 507)
  }
  server.fault = isFull
  const names = Array.from({ length: 50 }, (_, at) => `${at}`)
  queue.add(
    { path: '/' },
    names.map((name) => item(name, name === '3' ? 'x' : 'text')),
  )
  await until(() => queue.view().totals.states.failed === 49)
  expect(states()[3]).toBe('3 done')
  expect(server.asked.length).toBeLessThan(5)
  server.fault = () => undefined
  queue.retryAll()
  await until(() => queue.view().totals.states.done === 50)
})

test('what had arrived whole before the page was loaded anew needs no file, unless the server has lost it', async () => {
  const { queue, server, states } = setUp()
  const order = { path: '/a', size: 4, modifiedAt: 0, conflict: 'refuse' } as const
  const { id } = await server.create(order, AbortSignal.abort())
  await server.append(id, 0, new Blob(['text']), { signal: AbortSignal.abort(), onProgress: () => undefined })
  server.files.delete('/a')
  const kept = {
    batch: '1',
    kind: 'file',
    place: { path: '/' },
    size: 4,
    modifiedAt: 0,
    sent: 0,
    speed: 0,
  } as const
  const whole = { ...kept, state: 'conflict', conflict: 'refuse', isWhole: true } as const
  queue.restore([
    { ...whole, id: 'x', path: ['a'], uploadId: id },
    { ...whole, id: 'y', path: ['b'], uploadId: 'lost' },
  ])
  await until(() => queue.view().totals.states['file-missing'] === 1)
  expect(states()).toEqual(['a done', 'b file-missing'])
  queue.giveFiles([item('b')])
  await until(() => queue.view().totals.states.done === 2)
})

test('a file that the device does not give fails, and the others do not', async () => {
  const { queue, states } = setUp()
  queue.add({ path: '/' }, [{ path: ['a'], isUnreadable: true }, item('b')])
  await until(() => queue.view().totals.states.done === 1)
  expect(states()).toEqual(['a failed', 'b done'])
})
