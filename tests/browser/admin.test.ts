import {
  type Browser,
  endAll,
  type Mailbox,
  openBrowser,
  openMailbox,
  type Person,
  type Processes,
  processes,
} from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outlineOf } from './outline.ts'

let mailbox: Mailbox
let servers: Processes<'a'>
let browser: Browser
let zoe: Person

beforeAll(async () => {
  mailbox = await openMailbox()
  servers = await processes({ a: { environment: { ISTHMUS_SHARES_DEFAULT_FOLDER: '/Received' } } })
  browser = await openBrowser()
  const { a } = servers.servers
  zoe = await a.person('zoe')
  await a.operator('PATCH', '/api/v1/users/zoe', { admin: true, email: 'zoe@example.org' })
})

afterAll(() => endAll(browser, servers, mailbox))

const pages = [
  ['page /admin/overview', 'Overview'],
  ['page /admin/users', 'People'],
  ['page /admin/groups', 'Groups'],
  ['page /admin/rights', 'Rights'],
  ['page /admin/spaces', 'Spaces'],
  ['page /admin/federation', 'Other clouds'],
  ['page /admin/mail', 'Mail'],
  ['page /admin/settings', 'Settings'],
  ['page /admin/keys', 'Keys'],
  ['page /admin/audit', 'Audit trail'],
] as const

test('every page of the administration is usable by everybody', async () => {
  const { page, signIn, barriers } = await browser.open()
  await signIn(zoe, '/admin')
  const menu = page.getByRole('navigation', { name: 'Administration' })
  for (const [sight, name] of pages) {
    await menu.getByRole('link', { name }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await expect.poll(() => page.getByText('Loading').count()).toBe(0)
    expect(await barriers(sight)).toEqual([])
    if (name === 'People')
      expect(await outlineOf(page.getByRole('main'))).toMatchInlineSnapshot(`
      "- main
        - navigation "Administration"
          - link "Overview"
          - link "People"
          - link "Groups"
          - link "Rights"
          - link "Spaces"
          - link "Other clouds"
          - link "Mail"
          - link "Settings"
          - link "Keys"
          - link "Audit trail"
        - heading "People" [level=1]
        - button "Add a person"
        - searchbox "Find people by name or e-mail address"
        - table "People"
          - rowgroup
            - row "Name that others see User name E-mail address State Since"
              - columnheader "Name that others see"
              - columnheader "User name"
              - columnheader "E-mail address"
              - columnheader "State"
              - columnheader "Since"
          - rowgroup
            - row "zoe zoe zoe@example.org Administrator Active …"
              - rowheader "zoe"
                - link "zoe"
              - cell "zoe"
              - cell "zoe@example.org"
              - cell "Administrator Active"
              - cell "…""
    `)
  }
})

test('the first steps are left and taken up again, and lead to people', async () => {
  const { page, signIn, barriers } = await browser.open()
  await signIn(zoe, '/admin/welcome')
  await page.getByText(`This cloud says that it is at ${zoe.origin}.`).waitFor()
  await page.getByText('Takes messages at').waitFor()
  expect(await barriers('page /admin/welcome')).toEqual([])
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Server', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Later' }).click()
  await page.getByRole('heading', { level: 1, name: 'Files' }).waitFor()
  await page.goto(`${zoe.origin}/admin/overview`)
  await page.getByRole('link', { name: 'First steps' }).click()
  await page.getByLabel('Server', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('radio', { name: /From everybody, with a mark/ }).waitFor()
  await page.getByRole('link', { name: 'Done: add people' }).click()
  await page.getByRole('button', { name: 'Add a person' }).waitFor()
})

test('what cannot be delivered waits with its reason, is tried again, and is given up', async () => {
  const ola = await servers.servers.a.person('ola')
  await ola.files.mkcol('Trip')
  const { page, signIn, barriers } = await browser.open()
  await signIn(zoe, '/admin/federation')
  await page.getByText('Everything is delivered.').waitFor()
  // What is shown comes by itself from here on.
  const { id } = await ola.share('Trip', 'bob@localhost:1')
  const row = page.getByRole('row', { name: '“Trip” is shared with bob@localhost:1' })
  await row.getByRole('button', { name: 'Give up' }).click()
  expect(await barriers('dialog Give this message up?')).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await row.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('It is tried now.').waitFor()
  await row.getByRole('button', { name: 'Give up' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click()
  await row.waitFor({ state: 'hidden' })
  await expect.poll(() => ola.shareState(id)).toBe('failed')
})

test('who is no administrator is told so', async () => {
  const { page, signIn } = await browser.open()
  await signIn(await servers.servers.a.person('ned'), '/admin/users')
  await page.getByRole('heading', { name: 'This is for administrators' }).waitFor()
  expect(await page.getByText('zoe').count()).toBe(0)
})

test('mail is set up with a test mail that says in words what is wrong, and then invites a person', async () => {
  const { page, signIn, barriers } = await browser.open()
  await signIn(zoe, '/admin/mail')
  await page.getByText('This cloud sends no mail').waitFor()
  await page.getByLabel('Server', { exact: true }).fill('127.0.0.1')
  await page.getByLabel('Port', { exact: true }).fill('1')
  await page.getByLabel('Encryption').click()
  await page.getByRole('option', { name: /None/ }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('This cloud sends no mail').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Send it' }).click()
  await page.getByText('Nothing listens at this address and port.').first().waitFor()
  expect(await barriers('page /admin/mail')).toEqual([])
  await page.getByLabel('Port', { exact: true }).fill(String(mailbox.port))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Send it' }).click()
  await page.getByText('The mail is sent').waitFor()
  expect(mailbox.to('zoe@example.org')).toHaveLength(1)

  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('User name').fill('Ivy!')
  await page.getByLabel('Name that others see').fill('Ivy Ivory')
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('ivy@example.org')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  // What the server refuses is at its field, which gets the focus.
  const refused = page.locator('input:focus[aria-invalid=true]')
  await refused.waitFor()
  expect(await refused.inputValue()).toBe('Ivy!')
  expect(await barriers('dialog Add a person')).toEqual([])
  await refused.fill('ivy')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('link', { name: 'Ivy Ivory' }).waitFor()
  await expect.poll(() => mailbox.to('ivy@example.org').length).toBe(1)
  expect(mailbox.linkTo('ivy@example.org')).toContain(`${zoe.origin}/reset-password/`)
  for (const language of ['en', 'de'] as const) {
    const { page: choice, barriers: barriersThere } = await browser.open({ language })
    await choice.goto(mailbox.linkTo('ivy@example.org'))
    expect(await barriersThere('page /reset-password/:token')).toEqual([])
  }
})

test('people are found, locked, given a password, and deleted with somebody who gets the files', async () => {
  const { a } = servers.servers
  const max = await a.person('max')
  await max.files.put('plan.txt', 'by train')
  const { page, signIn, barriers } = await browser.open()
  await signIn(zoe, '/admin/users')
  await page.getByLabel('Find people by name or e-mail address').fill('ma')
  await page.getByRole('row', { name: 'zoe' }).waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: 'max' }).click()
  await page.getByRole('button', { name: 'Lock' }).click()
  await page.getByText('Locked', { exact: true }).waitFor()
  expect((await max.api('GET', '/me')).status).toBe(401)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByText('Active', { exact: true }).waitFor()
  expect((await max.api('GET', '/me')).status).toBe(200)
  await page.getByRole('button', { name: 'New password' }).click()
  expect(await barriers('dialog New password')).toEqual([])
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Save' }).last().click()
  await page.getByRole('dialog').getByText('At least 8 characters.').nth(1).waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Delete …' }).click()
  expect(await barriers('dialog Delete {{name}} for good?')).toEqual([])
  await page.getByLabel('User name of who gets the files').fill('nobody-like-that')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
  await page.getByLabel('User name of who gets the files').fill('o')
  await page.getByRole('option', { name: 'zoe' }).click()
  await expect.poll(() => page.getByLabel('User name of who gets the files').inputValue()).toBe('zoe')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
  expect((await zoe.files.get('Files of max/plan.txt')).text).toBe('by train')
})

test('a group gets members and loses a right', async () => {
  await servers.servers.a.person('gil')
  await servers.servers.a.operator('PATCH', '/api/v1/users/gil', { displayName: 'Gilbert Grey' })
  const { page, signIn, barriers } = await browser.open()
  await signIn(zoe, '/admin/groups')
  await page.getByRole('button', { name: 'Add a group' }).click()
  await page.getByLabel('Short name').fill('choir')
  expect(await barriers('dialog Add a group')).toEqual([])
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('link', { name: 'choir' }).click()
  const member = page.getByRole('combobox', { name: 'User name' })
  await member.fill('gRey')
  await page.getByRole('option', { name: 'Gilbert Grey gil' }).waitFor()
  expect(await barriers('page /admin/groups/$item')).toEqual([])
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: 'Gilbert Grey gil', selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => member.inputValue()).toBe('gil')
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: 'gil' }).waitFor()
  await expect.poll(() => member.inputValue()).toBe('')
  await page.goto(`${zoe.origin}/admin/users/gil`)
  await page.getByRole('row', { name: 'choir' }).waitFor()
  expect(await barriers('page /admin/users/$item')).toEqual([])
  await page.getByRole('row', { name: 'choir' }).getByRole('button', { name: 'Remove' }).click()
  await page.getByText('Belongs to no group.').waitFor()
  await page.getByLabel('Add to a group').click()
  await page.getByRole('option', { name: 'choir' }).click()
  await page.getByRole('row', { name: 'choir' }).waitFor()
  await page.goto(`${zoe.origin}/admin/groups/choir`)
  await page.getByLabel('Make public links').click()
  await page.getByRole('option', { name: 'Not allowed' }).click()
  await expect
    .poll(async () => (await zoe.api('GET', '/groups/choir/rights')).json())
    .toEqual({ 'create-public-links': false })
  await page.getByRole('button', { name: 'Delete the group' }).click()
  expect(await barriers('dialog Delete the group {{name}}?')).toEqual([])
})

test('the space of a team gets a limit, and members with roles', async () => {
  await servers.servers.a.person('sam')
  const { page, signIn, barriers } = await browser.open()
  await signIn(zoe, '/admin/spaces')
  await page.getByRole('button', { name: 'Add a space' }).click()
  await page.getByLabel('Name that others see').fill('Orchestra')
  expect(await barriers('dialog Add a space')).toEqual([])
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const orchestra = page.getByRole('main').getByRole('link', { name: 'Orchestra' })
  await page.getByRole('searchbox', { name: 'Find teams or people by name' }).fill('choir')
  await orchestra.waitFor({ state: 'hidden' })
  await page.getByRole('searchbox', { name: 'Find teams or people by name' }).fill('orche')
  await orchestra.click()
  await page.getByLabel('May hold, in GB').fill('1.5')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Add a member' }).click()
  await page.getByLabel('User name').fill('sam')
  expect(await barriers('dialog Add a member')).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
  const sam = page.getByRole('row', { name: 'sam' })
  await sam.getByRole('button', { name: /Can edit/ }).waitFor()
  expect(await barriers('page /admin/spaces/$item')).toEqual([])
  await sam.getByRole('button', { name: 'Remove' }).click()
  await sam.waitFor({ state: 'hidden' })
  await expect
    .poll(async () => (await zoe.api('GET', '/spaces')).json())
    .toMatchObject({
      spaces: expect.arrayContaining([expect.objectContaining({ name: 'Orchestra', quota: 1_500_000_000 })]),
    })
  await page.getByRole('button', { name: 'Delete the space' }).click()
  expect(await barriers('dialog Delete the space {{name}} for good?')).toEqual([])
})

test('another cloud is looked at: what is wrong and what to do, and it is blocked with a note', async () => {
  const { page, signIn, barriers } = await browser.open()
  await signIn(zoe, '/admin/federation')
  await page.getByRole('radio', { name: /From clouds that I allow/ }).focus()
  await page.getByText('From clouds that I allow').click()
  await page.getByText('Saved.').waitFor()
  await page.getByLabel('Look at a cloud').fill('localhost:1')
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.getByText(/Nothing listens at its port/).waitFor()
  expect(await barriers('page /admin/federation/$item')).toEqual([])
  await page.getByRole('button', { name: 'Allow', exact: true }).click()
  expect(await barriers('dialog Allow {{host}}?')).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  expect(await barriers('dialog Block {{host}}?')).toEqual([])
  await page.getByLabel('Note for other administrators').fill('Sends nothing but rubbish')
  await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click()
  await page.getByText('Sends nothing but rubbish').waitFor()
  await page.getByRole('button', { name: 'Forget' }).click()
  expect(await barriers('dialog Forget {{host}}?')).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('link', { name: 'Other clouds' }).first().click()
  const row = page.getByRole('row', { name: 'localhost:1' })
  await row.getByText('Blocked').first().waitFor()
  await page.getByRole('searchbox', { name: 'Find clouds by name' }).fill('elsewhere')
  await row.waitFor({ state: 'hidden' })
})

test('what the configuration of the server decides is shown and cannot be changed, the rest can', async () => {
  const { page, signIn } = await browser.open()
  await signIn(zoe, '/admin/settings')
  const folder = page.getByLabel('Folder for what others share')
  expect([await folder.inputValue(), await folder.isDisabled()]).toEqual(['/Received', true])
  await page.getByText('ISTHMUS_SHARES_DEFAULT_FOLDER').waitFor()
  await page.getByLabel('Public links end after, at the latest').fill('soon')
  const save = page.getByRole('button', { name: 'Save' }).last()
  await save.click()
  await page.getByRole('alert').first().waitFor()
  await page.getByLabel('Public links end after, at the latest').fill('30d')
  await save.click()
  await expect
    .poll(async () => (await zoe.api('GET', '/settings')).json())
    .toMatchObject({
      settings: expect.arrayContaining([
        expect.objectContaining({ key: 'shares.links.longestLife', value: '30d', chosen: true }),
      ]),
    })
  // What the cloud is called is seen at once.
  await page.getByLabel('Name of this cloud').fill('Cloud of Zoe')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByRole('link', { name: 'Cloud of Zoe' }).getByText('Cloud of Zoe').waitFor()
  expect(await page.title()).toBe('Settings · Cloud of Zoe')
})

test('the audit trail is filtered, and the same is exported', async () => {
  const { page, signIn } = await browser.open()
  await signIn(zoe, '/admin/audit')
  await page.getByLabel('What', { exact: true }).fill('user.created')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByText('session.started').first().waitFor({ state: 'hidden' })
  await page.getByText('user.created').first().waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  const lines = (await (await download).createReadStream()).setEncoding('utf8')
  const text = (await lines.toArray()).join('')
  const actions = text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { action: string }).action)
  expect(new Set(actions)).toEqual(new Set(['user.created']))
})

test('a new key signs after the others have it', async () => {
  const { page, signIn, barriers } = await browser.open()
  await signIn(zoe, '/admin/keys')
  await page.getByRole('button', { name: 'Make a new key' }).click()
  expect(await barriers('dialog Make a new key')).toEqual([])
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByText('Signs soon').waitFor()
  await page.getByRole('button', { name: 'Add a key' }).click()
  expect(await barriers('dialog Add a key')).toEqual([])
})
