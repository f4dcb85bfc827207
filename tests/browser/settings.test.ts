import {
  type Browser,
  endAll,
  type Mailbox,
  openBrowser,
  openMailbox,
  type Processes,
  processes,
} from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outlineOf } from './outline.ts'

let mailbox: Mailbox
let servers: Processes<'a'>
let browser: Browser

beforeAll(async () => {
  mailbox = await openMailbox()
  servers = await processes({ a: { environment: mailSettings(mailbox.port) } })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, servers, mailbox))

function mailSettings(port: number): Record<string, string> {
  return {
    ISTHMUS_MAIL_SMTP_HOST: '127.0.0.1',
    ISTHMUS_MAIL_SMTP_PORT: String(port),
    ISTHMUS_MAIL_SMTP_SECURITY: 'none',
  }
}

test('every page of the settings is usable by everybody', async () => {
  const { page, signIn, barriers } = await browser.open()
  await signIn(await servers.servers.a.person('pia'), '/settings/profile')
  for (const [sight, name] of [
    ['page /settings/profile', 'Profile'],
    ['page /settings/security', 'Signing in'],
    ['page /settings/apps', 'Apps and devices'],
    ['page /settings/notifications', 'Notifications'],
    ['page /settings/receiving', 'What others share'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await expect.poll(() => page.getByText('Loading').count()).toBe(0)
    expect(await barriers(sight)).toEqual([])
    if (name === 'Profile')
      expect(await outlineOf(page.getByRole('main'))).toMatchInlineSnapshot(`
      "- main
        - navigation "Settings"
          - link "Profile"
          - link "Signing in"
          - link "Apps and devices"
          - link "Notifications"
          - link "What others share"
        - heading "Profile" [level=1]
        - heading "You" [level=2]
        - text: User name
        - textbox "User name": pia
        - text: You sign in with it, and others share with you by it. It never changes. Name that others see
        - textbox "Name that others see": pia
        - text: Language
        - button "As this browser has it Language": As this browser has it
        - text: Time zone
        - button "As this browser has it Time zone": As this browser has it
        - button "Save"
        - heading "E-mail addresses" [level=2]
        - paragraph: Mail goes to the main one. A new password by mail is possible with every confirmed one.
        - paragraph: There is none yet.
        - button "Add an address"
        - heading "Appearance" [level=2]
        - radiogroup "Colours in this browser"
          - text: Colours in this browser
          - radio "As the system has them" [checked]
          - text: As the system has them
          - radio "Light"
          - text: Light
          - radio "Dark"
          - text: Dark"
    `)
  }
  await page.goto(`${page.url()}s`)
  await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor()
  expect(await barriers('page /settings/$page')).toEqual([])
  expect(await page.title()).toBe('There is nothing here · Isthmus')
})

test('another language is spoken at once, and on every device', async () => {
  const ann = await servers.servers.a.person('ann')
  const { page, signIn } = await browser.open()
  await signIn(ann, '/settings/profile')
  await page.getByLabel('Name that others see').fill('Ann Archer')
  await page.getByLabel('Language').click()
  await page.getByRole('option', { name: 'Deutsch' }).click()
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Profil' }).waitFor()
  const other = await browser.open()
  await other.signIn(ann, '/settings/profile')
  await other.page.getByRole('heading', { level: 1, name: 'Profil' }).waitFor()
  expect(await other.page.getByLabel('Name, den andere sehen').inputValue()).toBe('Ann Archer')
})

test('the colours are chosen for a browser, and stay when the page is loaded again', async () => {
  const { page, signIn } = await browser.open()
  await signIn(await servers.servers.a.person('theo'), '/settings/profile')
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await page.locator('html[data-theme=dark]').waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
})

test('an added e-mail address is confirmed by the link in the mail, which can be sent again', async () => {
  const eve = await servers.servers.a.person('eve')
  const { page, signIn, barriers } = await browser.open()
  await signIn(eve, '/settings/profile')
  await page.getByRole('button', { name: 'Add an address' }).click()
  expect(await barriers('dialog Add an address')).toEqual([])
  await page.getByLabel('Address', { exact: true }).fill('eve@example.org')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const row = page.getByRole('row', { name: 'eve@example.org' })
  await row.getByText('Not confirmed yet').waitFor()
  await row.getByRole('button', { name: 'Remove' }).click()
  expect(await barriers('dialog Remove the address?')).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => mailbox.to('eve@example.org').length).toBe(1)
  await row.getByRole('button', { name: 'Send the mail again' }).click()
  await expect.poll(() => mailbox.to('eve@example.org').length).toBe(2)
  await page.goto(mailbox.linkTo('eve@example.org'))
  expect(await barriers('page /verify-email/:token')).toEqual([])
  await page.getByRole('button').click()
  await page.getByRole('status').filter({ hasText: 'eve@example.org' }).waitFor()
  expect(await barriers('page /verify-email/:token')).toEqual([])
  await page.goto(`${eve.origin}/settings/profile`)
  await row.getByText(/Confirmed|Main address/).waitFor()
})

test('who asks for a new password by mail is told that it is sent, and who asks too often, to wait', async () => {
  const { origin } = await servers.servers.a.person('ida')
  for (const language of ['en', 'de'] as const) {
    const { page, context, barriers } = await browser.open({ language })
    const ask = async (login: string, role: 'status' | 'alert') => {
      await page.goto(`${origin}/reset-password`)
      await page.locator('input[name=login]').fill(login)
      await page.locator('button[type=submit]').click()
      await page.getByRole(role).waitFor()
      expect(await barriers('page /reset-password')).toEqual([])
    }
    await ask('ida', 'status')
    let status = 0
    for (let tries = 0; status !== 429 && tries < 100; tries += 1) {
      const answer = await context.request.post(`${origin}/reset-password`, {
        form: { login: 'nobody' },
        headers: { origin },
      })
      status = answer.status()
    }
    await ask('nobody', 'alert')
  }
})

test('a new password needs the old one and the same twice, and signs other browsers out', async () => {
  const otto = await servers.servers.a.person('otto')
  const here = await browser.open()
  const there = await browser.open()
  await here.signIn(otto, '/settings/security')
  await there.signIn(otto, '/files')
  const { page } = here
  const fill = async (old: string, first: string, second: string) => {
    await page.getByLabel('Password until now').fill(old)
    await page.getByLabel('New password', { exact: true }).fill(first)
    await page.getByLabel('New password once more').fill(second)
    await page.getByRole('button', { name: 'Change the password' }).click()
  }
  await fill(otto.password, 'three long words', 'three long worms')
  await page.getByText('The two are not the same.').waitFor()
  await fill('not it at all', 'three long words', 'three long words')
  await page.getByRole('alert').waitFor()
  await fill(otto.password, 'three long words', 'three long words')
  await page.getByText('The password is changed.').waitFor()
  await expect.poll(() => page.getByRole('row').allInnerTexts()).toHaveLength(2)
  await page.getByText('This one').waitFor()
  const isThere = async () => (await there.context.request.get(`${otto.origin}/api/v1/me`)).status()
  expect(await isThere()).toBe(401)

  const again = { username: otto.username, password: 'three long words' }
  await there.context.request.post(`${otto.origin}/api/v1/session`, { data: again })
  expect(await isThere()).toBe(200)
  await page.reload()
  const ended: string[] = []
  const answered = Promise.withResolvers<void>()
  await page.route('**/api/v1/sessions/*', async (route) => {
    ended.push(route.request().method())
    await answered.promise
    await route.continue()
  })
  await page.getByRole('button', { name: 'Sign the other one out' }).dblclick()
  answered.resolve()
  await page.getByText('All other browsers are signed out.').waitFor()
  // Of a double click, the second does nothing.
  expect(ended).toEqual(['DELETE'])
  expect(await isThere()).toBe(401)
})

test('an app password is made and taken back by keyboard alone, and opens the files as long as it is there', async () => {
  const kim = await servers.servers.a.person('kim')
  const { page, signIn, barriers } = await browser.open()
  await signIn(kim, '/settings/apps')
  await page.getByRole('button', { name: 'Make an app password' }).focus()
  await page.keyboard.press('Enter')
  await page.locator('[role=dialog] input:focus').waitFor()
  expect(await barriers('dialog Make an app password')).toEqual([])
  await page.keyboard.type('Laptop')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Password for Laptop' })
  await dialog.getByRole('img', { name: /QR code/ }).waitFor()
  expect(await barriers('dialog Password for {{name}}')).toEqual([])
  const [password, username, address] = await dialog.locator('code').allInnerTexts()
  const open = async () =>
    await fetch(String(address), {
      method: 'PROPFIND',
      headers: { authorization: `Basic ${btoa(`${username}:${password}`)}`, depth: '0' },
    })
  expect((await open()).status).toBe(207)
  await dialog.getByRole('button', { name: 'I have noted it' }).press('Enter')
  await expect
    .poll(() => page.evaluate<string>('document.activeElement.textContent'))
    .toBe('Make an app password')
  await page.getByRole('row', { name: 'Laptop' }).getByRole('button', { name: 'Remove' }).press('Enter')
  // The dialog takes the focus itself, once.
  await page.locator('[role=dialog]:focus, [role=dialog] :focus').waitFor()
  expect(await barriers('dialog Remove the password of {{name}}?')).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).press('Enter')
  await page.getByText('The password of Laptop is removed.').waitFor()
  expect((await open()).status).toBe(401)
})

test('a token is shown once, and works', async () => {
  const tom = await servers.servers.a.person('tom')
  const { page, signIn, barriers } = await browser.open()
  await signIn(tom, '/settings/apps')
  await page.getByRole('button', { name: 'Make a token' }).click()
  expect(await barriers('dialog Make a token')).toEqual([])
  await page.getByLabel('Program or device').fill('Backup script')
  await page.getByRole('button', { name: 'Make it' }).click()
  const token = await page
    .getByRole('dialog', { name: 'Token for Backup script' })
    .locator('code')
    .innerText()
  expect(await barriers('dialog Token for {{name}}')).toEqual([])
  await page.getByRole('button', { name: 'I have noted it' }).click()
  await page.getByRole('row', { name: 'Backup script' }).waitFor()
  const me = await fetch(`${tom.origin}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
  expect(await me.json()).toMatchObject({ username: 'tom' })
  expect(await page.content()).not.toContain(token)
  await page.getByRole('row', { name: 'Backup script' }).getByRole('button', { name: 'Remove' }).click()
  expect(await barriers('dialog Remove the token of {{name}}?')).toEqual([])
})

test('what one is told, whether one is asked, and from whom nothing is taken, is kept', async () => {
  const uma = await servers.servers.a.person('uma')
  const { page, signIn, barriers } = await browser.open()
  await signIn(uma, '/settings/notifications')
  await page.getByRole('row', { name: 'Somebody accepts what you share' }).getByRole('button').click()
  await page.getByRole('option', { name: 'Once a day' }).click()
  await expect
    .poll(async () => (await uma.api('GET', '/me/notification-choices')).json())
    .toMatchObject({ choices: { 'share-accepted': { mail: 'daily' } } })
  await page.getByRole('link', { name: 'What others share' }).click()
  await page.getByRole('radiogroup', { name: 'People on this cloud' }).getByText('Ask me first').click()
  await expect.poll(async () => (await uma.api('GET', '/inbox/rules')).json()).toMatchObject({ local: 'ask' })
  await page.getByRole('button', { name: 'Block somebody' }).click()
  await page.getByLabel('Address of the person').fill('mallory')
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
  expect(await barriers('dialog Block somebody')).toEqual([])
  await page.getByLabel('Address of the person').fill('mallory@cloud.example')
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await page.getByRole('row', { name: 'mallory@cloud.example' }).getByText('Allow again').click()
  await page.getByText('Nobody is blocked.').waitFor()
})
