import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTestDoor } from '../../testing/open-test-door.ts'

const built = {
  'index.html': '<!doctype html><title>App</title>',
  'assets/app-1a2b.js': 'run()',
  'assets/app-1a2b.js.br': 'br of run()',
  'assets/app-1a2b.js.gz': 'gz of run()',
  'assets/icon.svg': '<svg/>',
  'assets/app.secret': 'of no type that is served',
}

/** A server with an app that is built, or is yet to be. */
async function openApp(files: Readonly<Record<string, string>> = built) {
  await using resources = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-app-'))
  resources.defer(() => rm(folder, { recursive: true }))
  const build = async (made: Readonly<Record<string, string>>) => {
    await mkdir(join(folder, 'assets'), { recursive: true })
    for (const [name, text] of Object.entries(made)) await writeFile(join(folder, name), text)
  }
  await build(files)
  const door = resources.use(await openTestDoor({ appFolder: folder }))
  const owned = resources.move()
  return { ...door, build, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const addresses = [
  '/',
  '/files',
  '/files/Trip/plan.txt?details',
  '/trash',
  '/search?text=a',
  '/settings/password',
  '/admin/welcome',
]

test.each(addresses)('%s is the app, for whoever is signed in', async (address) => {
  await using door = await openApp()
  const { cookie } = await door.browser('ann')
  const page = await door.ask('GET', address, { headers: { cookie } })
  expect(page).toMatchObject({ status: 200, text: built['index.html'] })
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  })
})

test('the app runs and shows nothing that does not come from this server, and nothing that stands in its page', async () => {
  await using door = await openApp()
  const { cookie } = await door.browser('ann')
  const { headers } = await door.ask('GET', '/', { headers: { cookie } })
  const policy = String(headers['content-security-policy']).split('; ')
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
    ]),
  )
  expect(String(policy)).not.toMatch(/unsafe|https?:|\*/)
})

test('who is not signed in does so first, and comes back', async () => {
  await using door = await openApp()
  expect(await door.ask('GET', '/')).toMatchObject({ status: 303, headers: { location: '/login' } })
  const asked = await door.ask('GET', '/files/Trip?sort=name&a=%26')
  const location = String(asked.headers['location'])
  expect(new URL(location, 'https://cloud.example').searchParams.get('next')).toBe(
    '/files/Trip?sort=name&a=%26',
  )
  const body = String(
    new URLSearchParams({ username: 'ann', password: 'correct horse', next: '/files/Trip?sort=name&a=%26' }),
  )
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  expect(await door.ask('POST', '/login', { headers, body })).toMatchObject({
    headers: { location: '/files/Trip?sort=name&a=%26' },
  })
})

test('before the app is built a page says how to, and afterwards it is there without a restart', async () => {
  await using door = await openApp({})
  const page = await door.ask('GET', '/files')
  expect(page.status).toBe(503)
  expect(page.text).toContain('npm run build')
  expect((await door.ask('GET', '/files', { headers: { 'accept-language': 'de' } })).text).toContain(
    'noch nicht gebaut',
  )
  await door.build(built)
  expect((await door.ask('GET', '/files')).status).toBe(303)
})

test.each([
  ['br, gzip', 'br of run()', 'br'],
  ['gzip, deflate', 'gz of run()', 'gzip'],
  ['gzip;q=0.5, br;q=0', 'gz of run()', 'gzip'],
  ['gzip;q=0.0,br;q=0', 'run()', undefined],
  ['brotli', 'run()', undefined],
  ['', 'run()', undefined],
])('who takes %j gets what was compressed beforehand', async (accepted, text, encoding) => {
  await using door = await openApp()
  const asset = await door.ask('GET', '/assets/app-1a2b.js', { headers: { 'accept-encoding': accepted } })
  expect(asset).toMatchObject({ status: 200, text })
  expect(asset.headers['content-encoding']).toBe(encoding)
  expect(asset.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  })
})

test('what was not compressed is sent as it is, and nothing but the files of the app is served', async () => {
  await using door = await openApp()
  const headers = { 'accept-encoding': 'br, gzip' }
  expect(await door.ask('GET', '/assets/icon.svg', { headers })).toMatchObject({
    status: 200,
    text: '<svg/>',
  })
  for (const name of ['app.secret', 'app-1a2b.js.br', '..%2Findex.html', '.js', 'none.js']) {
    expect((await door.ask('GET', `/assets/${name}`, { headers })).status).toBe(404)
  }
})
