import {
  type Browser,
  type BrowserWindow,
  endAll,
  openBrowser,
  type Person,
  type Processes,
  processes,
} from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

type Page = BrowserWindow['page']

let clouds: Processes<'a' | 'b'>
let browser: Browser

beforeAll(async () => {
  clouds = await processes({ a: {}, b: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, clouds))

test('Ann shares a folder with Bob on another cloud: he hears it at once, accepts, opens the file; she sees that', async () => {
  const { ann, bob } = await people('ann', 'bob')
  await withFile(ann, 'Trip', 'plan.txt')
  const [hers, his] = [await browser.open(), await browser.open()]
  await his.signIn(bob, '/files')
  await his.page.getByRole('heading', { level: 1 }).waitFor()

  await hers.signIn(ann, '/files')
  const dialog = await shareDialog(hers.page, 'Trip')
  await dialog.getByRole('combobox', { name: 'Share with' }).fill(bob.address)
  await dialog.getByText(`${bob.address} (remote)`).waitFor()
  await dialog.getByText('On another cloud').waitFor()
  await choose(hers.page, 'What they may do', 'Can edit')
  await dialog.getByLabel('Note to them').fill('For June.')
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  await rowOf(dialog, bob.address).getByText('Waiting for an answer').waitFor()
  await hers.page.locator('[role=combobox]:focus').waitFor()

  const offer = his.page.getByRole('alertdialog')
  await offer.getByText(`${ann.address} shares “Trip” with you.`).waitFor()
  await expect.poll(() => his.page.title()).toContain('(1) ')
  await his.page.getByRole('link', { name: 'Shared with me 1' }).click()
  const item = his.page.getByRole('listitem', { name: 'ann shares the folder Trip with you' })
  await item.getByText('For June.').waitFor()
  await item.getByText('View and edit').waitFor()
  await item.getByText('which is new here').waitFor()
  await item.getByRole('button', { name: 'Accept' }).click()
  await his.page.getByText('“Trip” is now among your files: /Shared/Trip').waitFor()
  await his.page.getByRole('listitem').filter({ hasText: '/Shared/Trip' }).getByText('For June.').waitFor()
  await rowOf(dialog, bob.address).getByText('Accepted').waitFor()
  // It is heard from below the dialog too.
  await hers.page.getByRole('log').getByText(`${bob.address}: Accepted`).waitFor()
  await his.page.locator('.stack:focus').waitFor()

  await his.page.getByRole('alertdialog').getByRole('button', { name: 'Open' }).click()
  await his.page.getByText('plan.txt').first().waitFor()
  await expect.poll(() => his.page.title()).not.toContain('(1)')
  expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('Trip/plan.txt')
})

test('the same by keyboard alone, and the answer from the message itself', async () => {
  const { ann, bob } = await people('anna', 'bert')
  await withFile(ann, 'Notes', 'june.txt')
  const [hers, his] = [await browser.open(), await browser.open()]
  await his.signIn(bob, '/files')
  await his.page.getByRole('heading', { level: 1 }).waitFor()

  await hers.signIn(ann, '/files')
  const { keyboard } = hers.page
  await hers.page.getByRole('row', { name: 'Notes' }).waitFor()
  await pressTabUntil(hers.page, '[role=row]')
  await keyboard.press('Shift+F10')
  await hers.page.locator('[role=menuitem]:focus').waitFor()
  await keyboard.type('Sh')
  await hers.page.locator('[role=menuitem]:focus', { hasText: 'Share' }).waitFor()
  await keyboard.press('Enter')
  const dialog = hers.page.getByRole('dialog', { name: 'Share “Notes”' })
  await dialog.locator('[role=combobox]:focus').waitFor()
  await keyboard.type(bob.address)
  await dialog.getByText('On another cloud').waitFor()
  await keyboard.press('Tab')
  const rights = dialog.locator('button:focus')
  await rights.waitFor()
  await keyboard.press('Enter')
  const first = hers.page.locator('[role=option]:focus')
  await first.waitFor()
  const before = await first.textContent()
  await keyboard.press('ArrowDown')
  await hers.page
    .locator('[role=option]:focus')
    .filter({ hasNotText: before ?? '' })
    .waitFor()
  await keyboard.press('Enter')
  await rights.waitFor()
  await keyboard.press('Shift+Tab')
  await dialog.locator('[role=combobox]:focus').waitFor()
  await keyboard.press('Enter')
  await rowOf(dialog, bob.address).getByText('Waiting for an answer').waitFor()
  await keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })

  await his.page.getByRole('alertdialog').getByText('shares “Notes”').waitFor()
  await his.page.keyboard.press('F6')
  await pressTabUntil(his.page, 'button:has-text("Accept")')
  await his.page.keyboard.press('Enter')
  await his.page.getByText('“Notes” is now among your files').waitFor()
  expect(await bob.inbox()).toMatchObject([{ state: 'accepted', permissions: ['read', 'write'] }])
})

test('names of people and groups are suggested, with what tells them apart; nobody has to know an address', async () => {
  const { ann } = await people('agnes', 'bruno')
  await clouds.servers.a.person('carol')
  await clouds.servers.a.operator('POST', '/api/v1/groups', { name: 'carpenters', displayName: 'Carpenters' })
  await withFile(ann, 'Wood', 'oak.txt')
  const { page, signIn } = await browser.open()
  await signIn(ann, '/files')
  const dialog = await shareDialog(page, 'Wood')
  await dialog.getByRole('combobox', { name: 'Share with' }).pressSequentially('car')
  await page.getByRole('option', { name: 'carol' }).waitFor()
  await page.getByRole('option', { name: 'Carpenters' }).getByText('Group').waitFor()
  const marked = () =>
    page.evaluate<string>(
      `document.getElementById(document.activeElement.getAttribute('aria-activedescendant') ?? '')?.textContent ?? ''`,
    )
  for (const name of ['carol', 'Carpenters']) {
    await page.keyboard.press('ArrowDown')
    await expect.poll(marked).toContain(name)
  }
  await page.keyboard.press('Enter')
  await expect.poll(marked).toBe('')
  await page.keyboard.press('Enter')
  await rowOf(dialog, 'Carpenters').getByText('For everybody in the group').waitFor()
  await dialog.getByRole('combobox', { name: 'Share with' }).fill('carol')
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  await rowOf(dialog, 'carol').getByText('Accepted').waitFor()
})

test('what somebody may do is changed in place, and ends when it is taken back', async () => {
  const { ann, bob } = await people('alma', 'boris')
  await withFile(ann, 'Trip', 'plan.txt')
  await ann.share('Trip', bob.address, { permissions: ['read'] })
  const { page, signIn } = await browser.open()
  await signIn(ann, '/shared/by-me')
  await choose(page, `What ${bob.address} may do`, 'Can edit and share on')
  await expect.poll(async () => (await ann.shares())[0]?.permissions).toEqual(['read', 'write', 'share'])
  await page.getByRole('button', { name: `More for ${bob.address}` }).click()
  await page.getByRole('menuitem', { name: 'Change last day and note' }).click()
  await page.getByRole('dialog').getByLabel('Last day').fill('2099-12-31')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('until').waitFor()
  await page.getByRole('button', { name: `More for ${bob.address}` }).click()
  await page.getByRole('menuitem', { name: 'Stop sharing' }).click()
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: 'Stop sharing' })
    .click()
  await page.getByText(`No longer shared with ${bob.address}.`).waitFor()
  expect((await ann.shares())[0]?.state).toBe('revoked')
  await choose(page, 'Which to show', 'Over')
  await page.getByText('Ended').waitFor()
})

test('what is shared on shows from whom it comes and through whom it went; who may not is told whom to ask', async () => {
  const { ann, bob } = await people('astrid', 'bengt')
  const carl = await clouds.servers.a.person('carl')
  const doris = await clouds.servers.a.person('doris')
  for (const folder of ['Song', 'Mine']) await withFile(ann, folder, 'one.txt')
  await ann.share('Song', carl.username, { permissions: ['read', 'share'] })
  await ann.share('Mine', carl.username, { permissions: ['read'] })
  const his = await browser.open()
  await his.signIn(carl, '/files/Shared')
  const dialog = await shareDialog(his.page, 'Song')
  await dialog.getByText('What you pass on ends when that ends.').waitFor()
  await dialog.getByRole('combobox', { name: 'Share with' }).fill(doris.username)
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  await rowOf(dialog, doris.username).getByText('Accepted').waitFor()
  await his.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await shareDialog(his.page, 'Mine')
  await his.page.getByText(`for yourself. Ask ${ann.username}`).waitFor()

  const hers = await browser.open()
  await hers.signIn(ann, '/files')
  const all = await shareDialog(hers.page, 'Song')
  await rowOf(all, doris.username).getByText(`Shared on by ${carl.username}`).waitFor()
  await ann.share('Song', bob.address)
  const [offer] = await bob.arrival(1)
  await bob.accept(offer?.id ?? '')
  const elsewhere = await browser.open()
  await elsewhere.signIn(bob, '/files/Shared')
  await shareDialog(elsewhere.page, 'Song')
  await elsewhere.page.getByText('This lies on another cloud').waitFor()
  await elsewhere.page.getByText(`Ask ${ann.address}.`).waitFor()
})

async function people(annas: string, bobs: string) {
  const [ann, bob] = await Promise.all([clouds.servers.a.person(annas), clouds.servers.b.person(bobs)])
  return { ann, bob }
}

async function withFile(person: Person, folder: string, name: string): Promise<void> {
  await person.files.mkcol(folder)
  await person.files.put(`${folder}/${name}`, `${folder}/${name}`)
}

async function shareDialog(page: Page, name: string) {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog', { name: `Share “${name}”` })
  await dialog.waitFor()
  return dialog
}

function rowOf(dialog: ReturnType<Page['locator']>, name: string) {
  return dialog.getByRole('listitem').filter({ hasText: name })
}

async function choose(page: Page, what: string, choice: string): Promise<void> {
  await page.getByRole('button', { name: what }).click()
  await page.getByRole('option', { name: choice, exact: true }).click()
}

/** @param wanted - what is to have the focus, as a CSS selector */
async function pressTabUntil(page: Page, wanted: string): Promise<void> {
  const found = page.locator(`${wanted}:focus`)
  for (let presses = 0; (await found.count()) === 0; presses += 1) {
    if (presses === 40) throw new Error(`${wanted} is not reached by Tab`)
    await page.keyboard.press('Tab')
  }
}
