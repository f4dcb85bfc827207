import {
  type Browser,
  type BrowserWindow,
  endAll,
  openBrowser,
  type Processes,
  processes,
} from '@isthmus/testkit'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

type Page = BrowserWindow['page']

let servers: Processes<'a'>
let browser: Browser

beforeAll(async () => {
  servers = await processes({ a: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, servers))

/** Somebody with a few files, looking at them. */
async function atWork(username: string, look: Parameters<Browser['open']>[0] = {}) {
  const person = await servers.servers.a.person(username)
  for (const folder of ['Documents', 'Trip', 'Trip/Photos']) await person.files.mkcol(folder)
  for (const file of ['budget.csv', 'Report.pdf', 'Trip/plan.txt']) await person.files.put(file, file)
  const { page, context, signIn } = await browser.open(look)
  onTestFinished(() => context.close())
  await signIn(person, '/files')
  await row(page, 'Trip').waitFor()
  return { page, person, context }
}

function row(page: Page, name: string) {
  return page.getByRole('row', { name, exact: true })
}

/** What is said to those who hear the page. */
async function said(page: Page, words: string): Promise<void> {
  await page.getByRole('log').getByText(words, { exact: true }).last().waitFor()
}

async function gone(page: Page, name: string): Promise<void> {
  await row(page, name).waitFor({ state: 'detached' })
}

/** The name of the row that has the focus. */
async function focused(page: Page): Promise<string | null> {
  return await page.evaluate<string | null>('document.activeElement.getAttribute("aria-label")')
}

/** Of all rows, read at once: one after the other, one that is gone meanwhile would be waited for. */
async function names(page: Page): Promise<(string | null)[]> {
  return await page.evaluate<(string | null)[]>(
    `[...document.querySelectorAll('[role=row][data-index]')].map((row) => row.getAttribute('aria-label'))`,
  )
}

test('by mouse: choose, move into a folder, undo, delete, undo', async () => {
  const { page } = await atWork('mouse')
  await row(page, 'budget.csv').click({ position: { x: 400, y: 20 } })
  await row(page, 'Report.pdf').click({ position: { x: 400, y: 20 }, modifiers: ['Control'] })
  await page.getByText('2 chosen').waitFor()

  await row(page, 'Report.pdf').dragTo(row(page, 'Documents'), { sourcePosition: { x: 400, y: 20 } })
  await page.getByText('2 items are now in “Documents”').waitFor()
  await gone(page, 'budget.csv')
  await page.getByRole('button', { name: 'Undo' }).click()
  await row(page, 'budget.csv').waitFor()

  await row(page, 'Documents').click({ position: { x: 400, y: 20 } })
  await row(page, 'Report.pdf').click({ position: { x: 400, y: 20 }, modifiers: ['Shift'] })
  await page.getByText('4 chosen').waitFor()
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Nothing in here yet').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await row(page, 'Report.pdf').waitFor()
  await expect.poll(() => names(page)).toEqual(['Documents', 'Trip', 'budget.csv', 'Report.pdf'])
})

test('by keys alone: make, rename, cut, paste, choose, delete', async () => {
  const { page } = await atWork('keys')
  await row(page, 'Documents').focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => focused(page)).toBe('Trip')
  await page.keyboard.type('rep')
  await expect.poll(() => focused(page)).toBe('Report.pdf')

  await page.keyboard.press('F2')
  await page.locator('[role=dialog] input:focus').waitFor()
  // The extension is not marked, and stays.
  await page.keyboard.type('Paper')
  await page.keyboard.press('Enter')
  await row(page, 'Paper.pdf').waitFor()
  await expect.poll(() => focused(page)).toBe('Paper.pdf')

  await page.keyboard.press('Control+x')
  await page.keyboard.press('Home')
  await expect.poll(() => focused(page)).toBe('Documents')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => focused(page)).toBe('Trip')
  await page.keyboard.press('Enter')
  await row(page, 'Photos').waitFor()
  await page.keyboard.press('Control+v')
  await row(page, 'Paper.pdf').waitFor()

  await page.keyboard.press('Control+a')
  await page.getByText('3 chosen').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('3 chosen').waitFor({ state: 'detached' })
  await page.keyboard.press('Home')
  await expect.poll(() => focused(page)).toBe('Photos')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByText('2 chosen').waitFor()
  await said(page, 'Chosen: 2')
  await page.keyboard.press('Delete')
  await gone(page, 'Photos')
  // The focus is where it was in the list, and not lost.
  await expect.poll(() => focused(page)).toBe('plan.txt')

  await page.keyboard.press('Backspace')
  await row(page, 'Documents').waitFor()
  await expect.poll(() => focused(page)).toBe('Trip')
  await page.keyboard.press('Shift+F10')
  await page.locator('[role=menu] :focus').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('Trip')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
})

test('by finger: open, choose by a long touch, reach every action, scroll', async () => {
  const { page, person, context } = await atWork('finger', { isPhone: true })
  const session = await context.newCDPSession(page)
  const center = async (name: string) => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await row(page, name).boundingBox()) ?? {}
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }
  }
  const touch = async (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    ...touchPoints: { x: number; y: number }[]
  ) => {
    await session.send('Input.dispatchTouchEvent', { type, touchPoints })
  }
  await row(page, 'Trip').tap()
  await row(page, 'plan.txt').waitFor()
  await page.getByRole('link', { name: 'Files', exact: true }).tap()
  await row(page, 'budget.csv').waitFor()

  await touch('touchStart', await center('budget.csv'))
  await page.getByText('1 chosen').waitFor()
  await touch('touchEnd')
  await row(page, 'Report.pdf').tap()
  await page.getByText('2 chosen').waitFor()
  const bar = page.getByRole('toolbar')
  for (const name of ['Download', 'Move to …', 'Delete']) await bar.getByRole('button', { name }).waitFor()
  await bar.getByRole('button', { name: 'More' }).tap()
  for (const name of ['Copy to …', 'Cut', 'Copy'])
    await page.getByRole('menuitem', { name, exact: true }).waitFor()
  await page.getByRole('menuitem', { name: 'Cut', exact: true }).tap()
  await bar.getByRole('button', { name: 'Choose nothing' }).tap()
  await row(page, 'Documents').tap()
  await page.getByRole('button', { name: 'Paste 2 items' }).tap()
  await row(page, 'budget.csv').waitFor()

  await page.getByRole('button', { name: 'Actions for budget.csv' }).tap()
  await page.getByRole('menuitem', { name: 'Rename' }).tap()
  await page.getByRole('textbox', { name: 'Name' }).fill('money.csv')
  await page.getByRole('button', { name: 'Rename' }).tap()
  await row(page, 'money.csv').waitFor()
  await page.getByRole('button', { name: 'Upload' }).tap()
  await page.getByRole('menuitem', { name: 'Files …' }).waitFor()
  await page.keyboard.press('Escape')

  for (let at = 0; at < 20; at += 1) await person.files.mkcol(`Documents/${String(at).padStart(2, '0')}`)
  await row(page, '15').waitFor()
  const before = await center('04')
  const { x, y } = before
  await touch('touchStart', { x, y })
  for (const way of [40, 80, 120, 160, 200]) await touch('touchMove', { x, y: y - way })
  await touch('touchEnd')
  await expect.poll(async () => (await center('04')).y).toBeLessThan(before.y - 100)
  expect(await bar.isVisible()).toBe(false)
})

test('a name that is taken is told, and there is a choice', async () => {
  const { page, person } = await atWork('taken')
  await person.files.put('Documents/budget.csv', 'older')
  await row(page, 'budget.csv').focus()
  await page.keyboard.press('F2')
  await page.locator('[role=dialog] input:focus').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Report.pdf')
  await page.keyboard.press('Enter')
  await page.getByText('something has this name already').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  const moveToDocuments = async () => {
    await row(page, 'budget.csv').click({ button: 'right', position: { x: 400, y: 20 } })
    await page.getByRole('menuitem', { name: 'Move to' }).click()
    await page.getByRole('option', { name: 'Documents' }).click()
    await page.getByText('There are no folders in here').waitFor()
    await page.getByRole('button', { name: 'Move here' }).click()
    await page.getByRole('dialog', { name: 'The name is taken' }).waitFor()
  }
  await moveToDocuments()
  await page.getByText('Leave it out').click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await row(page, 'budget.csv').isVisible()).toBe(true)

  await moveToDocuments()
  await page.getByRole('button', { name: 'Continue' }).click()
  await gone(page, 'budget.csv')
  await page.getByRole('link', { name: 'Documents' }).click()
  await expect.poll(() => names(page)).toEqual(['budget (2).csv', 'budget.csv'])
})

test.each([
  ['marks', ` 🏝 100 % %2F a#b?c&d=e+f "<b>' \\ `],
  ['arabic', 'مجلد'],
  ['bytes', 'ä'.repeat(127)],
  ['json', 'true'],
])('a folder with an odd name (%s) is made, opened, reloaded and gone back from', async (who, name) => {
  const person = await servers.servers.a.person(`odd-${who}`)
  const { page, context, signIn } = await browser.open()
  onTestFinished(() => context.close())
  await signIn(person, '/files')
  await page.getByRole('button', { name: 'New folder' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Create' }).click()
  await page.locator('[role=row] a').click()
  await page.getByText('Nothing in here yet').waitFor()
  // Spaces around it are not kept of what is written, and of what comes from elsewhere they are.
  const folder = name.trim()
  await person.files.put(`${folder}/${name}`, 'x')
  await page.locator('[role=row] a').waitFor()
  await page.reload()
  await page.locator('[role=row] a').click()
  await expect.poll(() => new URL(page.url()).searchParams.get('open')).toBe(name)
  await page.reload()
  await page.getByRole('dialog').waitFor()
  await page.goBack()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Files' }).click()
  await expect.poll(() => names(page)).toEqual([folder])
})

test('a name that cannot be is refused before anything is sent', async () => {
  const { page } = await atWork('refused')
  await page.getByRole('button', { name: 'New folder' }).click()
  for (const [name, reason] of [
    ['a/b', 'cannot contain a slash'],
    ['..', 'it means another folder'],
    ['ä'.repeat(128), 'too long'],
    ['', 'Give it a name'],
    ['x', undefined],
    ['   ', 'Give it a name'],
  ] as const) {
    await page.getByRole('textbox', { name: 'Name' }).fill(name)
    if (reason === undefined) continue
    await page.keyboard.press('Enter')
    await page.getByText(reason).waitFor()
  }
})

test('folders are filtered, put in order and shown as tiles, and files are found', async () => {
  const { page } = await atWork('order')
  await page.getByRole('searchbox', { name: 'Filter this folder' }).fill('r')
  await expect.poll(() => names(page)).toEqual(['Trip', 'Report.pdf'])
  await said(page, 'Items in here: 2')
  await page.getByRole('searchbox', { name: 'Filter this folder' }).fill('nothing like it')
  await page.getByRole('button', { name: 'Show everything' }).click()
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').press('Enter')
  await expect.poll(() => names(page)).toEqual(['Trip', 'Documents', 'Report.pdf', 'budget.csv'])
  await said(page, 'Name, Z to A')
  // The keys are where they were, in a list that is another one.
  await page.locator('[role=columnheader][aria-sort=descending] :focus', { hasText: 'Name' }).waitFor()
  await page.getByRole('button', { name: 'Show as tiles' }).click()
  await page.getByText('4 items').waitFor()
  await row(page, 'Trip').focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => focused(page)).toBe('Documents')

  await page.getByRole('searchbox', { name: 'Search files' }).fill('plan')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Found for “plan”' }).waitFor()
  await row(page, 'plan.txt').waitFor()
  await page.getByText('1 found').waitFor()
  await said(page, 'Found: 1')
})

test('what was deleted is restored from the trash, or goes for good after a question', async () => {
  const { page, person } = await atWork('trash')
  for (const path of ['Trip', 'budget.csv', 'Report.pdf']) await person.files.delete(path)
  await page.getByRole('link', { name: 'Trash' }).click()
  await page.getByRole('button', { name: 'Restore Trip' }).dblclick()
  await gone(page, 'Trip')
  await page.getByText('Restored to /Trip').waitFor()
  expect(await page.getByText('it did not work').count()).toBe(0)
  await row(page, 'budget.csv').focus()
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await gone(page, 'budget.csv')
  await page.getByRole('button', { name: 'Empty the trash' }).click()
  await page
    .getByRole('dialog')
    .or(page.getByRole('alertdialog'))
    .getByRole('button', { name: 'Empty' })
    .click()
  await page.getByText('The trash is empty').waitFor()
  await page.getByRole('link', { name: 'Files' }).first().click()
  await expect.poll(() => names(page)).toEqual(['Documents', 'Trip'])
})

test('a folder that is gone, or was never there, says so and leads back', async () => {
  const { page, person } = await atWork('gone')
  await page.getByRole('link', { name: 'Documents' }).click()
  await page.getByText('Nothing in here yet').waitFor()
  await person.files.delete('Documents')
  await page.getByText('This folder is gone').waitFor()
  await page.getByRole('link', { name: 'To the folder above' }).click()
  await expect.poll(() => names(page)).toEqual(['Trip', 'budget.csv', 'Report.pdf'])
  // The address of a file as if it were a folder, and of a search for nothing.
  await page.goto(`${person.origin}/files/Report.pdf`)
  await page.getByRole('dialog', { name: 'Report.pdf' }).waitFor()
  await page.goto(`${person.origin}/search?text=`)
  await expect.poll(() => names(page)).toEqual(['Trip', 'budget.csv', 'Report.pdf'])
  // While another page is on its way, it is not taken for a folder.
  const asked: (string | null)[] = []
  page.on('request', (request) => void asked.push(new URL(request.url()).searchParams.get('path')))
  await page.getByRole('link', { name: 'Shared with me' }).click()
  await page.getByRole('heading', { level: 1, name: 'Shared with me' }).waitFor()
  expect(asked.filter((path) => path !== null)).toEqual([])
})

test('several things and whole folders are downloaded in one archive', async () => {
  const { page } = await atWork('download')
  await row(page, 'Trip').focus()
  await page.keyboard.press('Shift+ArrowDown')
  const archive = page.waitForEvent('download')
  await page.getByRole('toolbar').getByRole('button', { name: 'Download' }).click()
  expect((await archive).suggestedFilename()).toMatch(/\.zip$/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Actions for Report.pdf' }).click()
  const file = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Download' }).click()
  expect((await file).suggestedFilename()).toBe('Report.pdf')
})
