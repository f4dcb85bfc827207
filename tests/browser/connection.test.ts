import { type Browser, endAll, openBrowser, type Person, type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

let servers: Processes<'a'>
let browser: Browser

beforeAll(async () => {
  servers = await processes({ a: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, servers))

const outOfReach = 'The server cannot be reached. What you see may be old'

test('a server that dies and comes back is told, and what happened meanwhile is shown without a reload', async () => {
  const { a } = servers.servers
  const ann = await a.person('ann')
  await ann.files.mkcol('Before')
  const { page, signIn, barriers } = await browser.open()
  await signIn(ann, '/files')
  await page.getByText('Before').waitFor()
  expect(await barriers('page /files/$')).toEqual([])
  await a.kill()
  await page.getByText(outOfReach).waitFor()
  await page.getByRole('log').getByText('There is no connection to the server.').waitFor()
  expect(await barriers('page /files/$')).toEqual([])
  expect(await page.getByText('Before').isVisible()).toBe(true)
  await a.start()
  await ann.files.mkcol('After')
  await page.getByText('After').waitFor()
  await page.getByText(outOfReach).waitFor({ state: 'hidden' })
  await page.getByRole('log').getByText('The server can be reached again.').waitFor()
})

test('a device without a network is told, and goes on when it has one', async () => {
  const bob = await servers.servers.a.person('bob')
  const { page, context, signIn } = await browser.open()
  const live = page.waitForResponse('**/api/v1/events')
  await signIn(bob, '/files')
  await page.getByRole('heading', { level: 1 }).waitFor()
  // What is told live has arrived: a stream that opens now would say that all is well.
  await live
  await bob.files.mkcol('Before')
  await page.getByText('Before').waitFor()
  await context.setOffline(true)
  await page.getByText(outOfReach).waitFor()
  await bob.files.mkcol('Meanwhile')
  await context.setOffline(false)
  await page.getByText('Meanwhile').waitFor()
})

test('a slow server shows that something is under way, a failing one what to do about it', async () => {
  const carol = await servers.servers.a.person('carol')
  await carol.files.mkcol('Trip')
  const { page, signIn } = await browser.open()
  let answer: 'late' | 'broken' | 'well' = 'late'
  const held = Promise.withResolvers<void>()
  await page.route('**/api/v1/files?*', async (route) => {
    if (answer === 'late') await held.promise
    if (answer === 'broken') await route.fulfill({ status: 500, body: 'no JSON' })
    else await route.continue()
  })
  await signIn(carol, '/files')
  await page.getByRole('status').filter({ hasText: 'Loading' }).waitFor()
  answer = 'broken'
  held.resolve()
  await page.getByRole('alert').waitFor()
  answer = 'well'
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Trip').waitFor()
})

test('a session that ends in the middle of work is taken up again with the password, and nothing is lost', async () => {
  const dora = await servers.servers.a.person('dora')
  const { page, signIn, barriers } = await browser.open()
  await signIn(dora, '/settings/profile')
  const name = page.getByLabel('Name that others see')
  await name.fill('Dora the Second')
  const endSessions = async (): Promise<void> => {
    const { sessions } = (await dora.api('GET', '/sessions')).json() as { sessions: { id: string }[] }
    for (const { id } of sessions) await dora.api('DELETE', `/sessions/${id}`)
  }
  // Between the press and the request: the app notices by itself, too, and asks before there is anything to lose.
  let isCut = false
  await page.route('**/api/v1/me', async (route) => {
    if (!isCut && route.request().method() === 'PATCH') {
      isCut = true
      await endSessions()
    }
    await route.continue()
  })
  await page.getByRole('button', { name: 'Save' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.waitFor()
  expect(await barriers('dialog Sign in again')).toEqual([])
  await dialog.getByLabel('Password').fill('wrong')
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await dialog.getByText('That is not the password').waitFor()
  await dialog.getByLabel('Password').fill(dora.password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await expect
    .poll(async () => ((await dora.api('GET', '/me')).json() as { displayName: string }).displayName)
    .toBe('Dora the Second')
})

test('tabs of one browser have one session: who signs out, in or in as somebody else does so in all of them', async () => {
  const [eve, fred] = [await servers.servers.a.person('eve'), await servers.servers.a.person('fred')]
  await eve.files.put('song.txt', 'la la la')
  const { page, context, signIn } = await browser.open()
  await signIn(eve, '/files?open=song.txt')
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Text' }).fill('not saved yet')
  const other = await context.newPage()
  await other.goto(`${eve.origin}/files`)
  await other.getByRole('button', { name: 'Your account' }).click()
  await other.getByRole('menuitem', { name: 'Sign out' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.waitFor()
  await other.getByLabel('User name').fill(eve.username)
  await other.getByLabel('Password').fill(eve.password)
  await other.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })

  // By a page that tells the tabs nothing.
  const enter = async ({ username, password }: Person) =>
    await context.request.post(`${eve.origin}/api/v1/session`, { data: { username, password } })
  expect((await enter(fred)).status()).toBe(201)
  await other.reload()
  await dialog.getByText('fred has signed in in this browser').waitFor()
  await dialog.getByLabel('Password').fill(eve.password)
  await dialog.getByRole('button', { name: 'Sign in as eve' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await other.getByText('eve has signed in in this browser').waitFor()
  await other.getByRole('button', { name: 'Go on as eve' }).click()
  await other.getByText('song.txt').waitFor()

  expect((await enter(eve)).status()).toBe(201)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('All changes are saved').waitFor()
  expect((await eve.files.get('song.txt')).text).toBe('not saved yet')
})
