import {
  type Browser,
  endAll,
  openBrowser,
  type Person,
  type Processes,
  processes,
  type Sight,
} from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shareFolder, suiteSteps } from './ocm-test-suite.ts'

let servers: Processes<'a' | 'b'>
let browser: Browser
let ann: Person
let bob: Person

beforeAll(async () => {
  servers = await processes({ a: {}, b: {} })
  browser = await openBrowser()
  ann = await servers.servers.a.person('ann')
  bob = await servers.servers.b.person('bob')
  for (const folder of ['Trip', 'Trip/Photos']) await ann.files.mkcol(folder)
  await ann.files.put('Trip/plan.md', '# Plan\n\nby train')
  await ann.files.put('Trip/sound.wav', 'no sound')
  await ann.files.put('Trip/photo.png', pixel)
})

afterAll(() => endAll(browser, servers))

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const paper = [
  '%PDF-1.4',
  '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
  '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
  '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >> endobj',
  'trailer << /Root 1 0 R >>',
].join('\n')

const a = () => servers.servers.a
const setupLink = async () => (await a().operator<{ url: string }>('POST', '/api/v1/setup-links')).url

test.each(['en', 'de'] as const)(
  'every page of the server is usable by everybody, in %s',
  async (language) => {
    const { page, signIn, barriers } = await browser.open({ language })
    const work = await ann.link('Trip', { permissions: ['read', 'write'] })
    const guarded = await ann.link('Trip', { password: 'correct horse' })
    const drop = await ann.link('Trip', { permissions: ['create'] })
    const { origin } = a()
    const found: string[] = []
    const look = async (sight: Sight) => {
      for (const barrier of await barriers(sight)) found.push(`${page.url()} ${barrier}`)
    }
    for (const [address, sight] of [
      [await setupLink(), 'page /setup/:token'],
      [`${origin}/setup/over`, 'page /setup/:token'],
      [`${origin}/login?why=signed-out`, 'page /login'],
      [`${origin}/ui/login`, 'page /ui/login'],
      [`${origin}/reset-password`, 'page /reset-password'],
      [`${origin}/reset-password/over`, 'page /reset-password/:token'],
      [`${origin}/verify-email/token`, 'page /verify-email/:token'],
      [`${origin}/nothing-here`, 'page /nothing-here'],
      [guarded.link.url, 'page /s/:token/*'],
      [drop.link.url, 'page /s/:token/*'],
      ...['', '/Photos', '/plan.md', '/sound.wav', '/photo.png', '/plan.md?remove'].map(
        (path) => [work.link.url + path, 'page /s/:token/*'] as const,
      ),
    ] as const) {
      await page.goto(address)
      await look(sight)
    }
    await page.goto(`${origin}/login`)
    await page.locator('#username').fill('ann')
    await page.locator('#password').fill('wrong')
    await page.locator('#submit-btn').click()
    await page.getByRole('alert').waitFor()
    await look('page /login')
    await signIn(ann, '/ui/outgoing')
    await look('page /ui/outgoing')
    await page.locator('#share-with').fill('nobody')
    await page.locator('#local-path').fill('/Trip')
    await page.locator('#share-submit').click()
    await page.locator('#share-result').waitFor()
    await look('page /ui/api/shares/outgoing')
    await ann.share(language === 'en' ? 'Trip' : 'Trip/Photos', bob.address)
    await expect.poll(async () => (await bob.inbox()).some(({ state }) => state === 'pending')).toBe(true)
    await signIn(bob, '/ui/inbox')
    await page.locator('.btn-accept').first().waitFor()
    await look('page /ui/inbox')
    expect(found).toEqual([])
  },
  600_000,
)

test('by keyboard alone the first administrator makes an account, sees the password, and is in the app', async () => {
  const { page } = await browser.open()
  await page.goto(await setupLink())
  const write = async (text: string) => {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await write('Zoe Lee')
  await write('zoe')
  await write('correct horse')
  await page.keyboard.press('Space')
  await page.locator('#password[type=text]').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/admin/welcome')
  const { users } = await a().operator<{ users: { username: string; admin: boolean }[] }>(
    'GET',
    '/api/v1/users',
  )
  expect(users).toContainEqual(expect.objectContaining({ username: 'zoe', admin: true }))
})

test('by keyboard alone somebody signs in and comes to the page they wanted', async () => {
  const { page } = await browser.open()
  await page.goto(`${a().origin}/settings/profile`)
  await page.waitForURL('**/login?next=*')
  await page.keyboard.type('ann')
  await page.keyboard.press('Tab')
  await page.keyboard.type('password of ann')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/settings/profile')
})

test.each([true, false])(
  'the interop suite of the field signs in, shares and accepts by its own steps (scripts: %s)',
  async (runsScripts) => {
    const atStart = async (person: Person) => {
      const { page } = await browser.open({ runsScripts })
      return suiteSteps(page, person)
    }
    const login = await atStart(ann)
    await login.openLoginPage()
    await login.submitLogin()
    login.assertLoggedIn()

    const name = `share-with-share-with__ocmgo-v1__ocmgo-v1${runsScripts ? '' : '-plain'}.txt`
    for (const folder of ['tmp', shareFolder]) await ann.files.mkcol(folder)
    await ann.files.put(`${shareFolder}/${name}`, 'OCMGo shared file')
    const sender = await atStart(ann)
    await sender.openLoginPage()
    await sender.submitLogin()
    await sender.shareWithFederatedRecipient(name, bob.address)
    await expect.poll(async () => (await bob.inbox()).some((item) => item.name === name)).toBe(true)

    const receiver = await atStart(bob)
    await receiver.openLoginPage()
    await receiver.submitLogin()
    await receiver.acceptIncomingShare(name)
    expect((await bob.files.get(`Shared/${name}`)).text).toBe('OCMGo shared file')
  },
)

test('a visitor of a link looks through it, and gives files by choosing and by dropping them', async () => {
  const { page } = await browser.open()
  await ann.files.mkcol('Given')
  const { link } = await ann.link('Given', { permissions: ['read', 'write'] })
  await page.goto(link.url)
  await page
    .locator('#files')
    .setInputFiles({ name: 'chosen.txt', mimeType: 'text/plain', buffer: Buffer.from('one') })
  await page.getByRole('button', { name: 'Upload' }).click()
  await page.getByRole('link', { name: 'chosen.txt', exact: true }).waitFor()
  await page.evaluate(`{
    const files = new DataTransfer()
    files.items.add(new File(['two'], 'dropped.txt'))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))
  }`)
  await page.getByRole('link', { name: 'dropped.txt', exact: true }).click()
  await page.locator('pre.preview', { hasText: 'two' }).waitFor()
  expect((await ann.files.get('Given/chosen.txt')).text).toBe('one')
})

test('a visitor of a link takes the folder as one archive, and reads a PDF within the page', async () => {
  const { page } = await browser.open()
  await ann.files.put('Trip/paper.pdf', paper)
  const { link } = await ann.link('Trip')
  await page.goto(link.url)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download all (ZIP)' }).click()
  expect((await download).suggestedFilename()).toBe('Trip.zip')
  expect(await (await download).failure()).toBeNull()
  const framed = page.waitForResponse('**/paper.pdf?view')
  await page.goto(`${link.url}/paper.pdf`)
  expect((await framed).headers()['content-type']).toBe('application/pdf')
  await page.locator('iframe.preview[title="paper.pdf"]').waitFor()
})

test('a picture is shown on the page of a link, and pages are dark for who has chosen so in the app', async () => {
  const { page } = await browser.open()
  const { link } = await ann.link('Trip')
  await page.goto(`${link.url}/photo.png`)
  await page.locator('img.preview').waitFor()
  await expect.poll(() => page.evaluate(`document.querySelector('img.preview').naturalWidth`)).toBe(1)
  const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  const light = await ground()
  await page.evaluate(`localStorage.setItem('isthmus.theme', 'dark')`)
  await page.reload()
  expect(await ground()).not.toBe(light)
})
