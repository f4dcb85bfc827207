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

type Locator = ReturnType<BrowserWindow['page']['locator']>

let clouds: Processes<'a' | 'b'>
let browser: Browser
let ann: Person
let bob: Person

beforeAll(async () => {
  clouds = await processes({ a: {}, b: {} })
  browser = await openBrowser()
  const { a, b } = clouds.servers
  ann = await a.person('ann')
  bob = await b.person('bob')
  await ann.api('POST', '/spaces', { name: 'Choir' })
  for (const folder of ['Trip', 'Trip/Photos', 'Papers']) await bob.files.mkcol(folder)
  for (const file of ['Trip/plan.txt', 'Papers/law.txt']) await bob.files.put(file, file)
  await bob.share('Trip', ann.address)
  await bob.share('Papers', ann.address, { permissions: ['read'] })
  for (const { id } of await ann.arrival(2)) await ann.accept(id)
})

afterAll(() => endAll(browser, clouds))

test('between own files, a team and another cloud things are moved and copied, by dialog and by hand', async () => {
  await ann.files.put('song.txt', 'la la la')
  const { page, context, signIn } = await browser.open()
  await signIn(ann, '/files')
  const row = (name: string) => page.getByRole('row', { name, exact: true })
  const crumbs = page.getByRole('navigation', { name: 'Where you are' })
  const place = (name: string) => page.locator('.main-menu').getByRole('link', { name })
  const drag = async (name: string, target: Locator) =>
    await row(name).dragTo(target, { sourcePosition: { x: 400, y: 20 } })
  const ask = async (name: string, command: string) => {
    await row(name).click({ button: 'right', position: { x: 400, y: 20 } })
    await page.getByRole('menuitem', { name: command }).click()
  }

  await ask('song.txt', 'Move to')
  await page.getByRole('button', { name: 'Where' }).click()
  await page.getByRole('option', { name: 'Choir' }).click()
  await page.getByText('There are no folders in here').waitFor()
  await page.getByRole('button', { name: 'Move here' }).click()
  await page.getByText('“song.txt” is now in “Choir”').waitFor()
  await row('song.txt').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await row('song.txt').waitFor()

  await drag('song.txt', place('Choir'))
  await row('song.txt').waitFor({ state: 'detached' })
  await place('Choir').click()
  await ask('song.txt', 'Copy to')
  await page.getByRole('button', { name: 'Where' }).click()
  await page.getByRole('option', { name: 'Files' }).click()
  await page.getByRole('option', { name: 'Shared' }).click()
  await page.getByRole('option', { name: 'Papers' }).click()
  await page.getByText('You may not put anything into this folder').waitFor()
  await page.getByRole('button', { name: 'To the folder above' }).click()
  await page.getByRole('option', { name: 'Trip' }).click()
  await page.getByRole('option', { name: 'Photos' }).waitFor()
  await page.getByRole('button', { name: 'Copy here' }).click()
  await page.getByText('A copy is in “Trip”: “song.txt”').waitFor()
  expect((await bob.files.get('Trip/song.txt')).text).toBe('la la la')
  await drag('song.txt', place('Files'))
  await row('song.txt').waitFor({ state: 'detached' })
  expect((await ann.files.get('song.txt')).text).toBe('la la la')

  await page.goto(`${ann.origin}/files/Shared/Trip`)
  await drag('plan.txt', row('Photos'))
  await row('plan.txt').waitFor({ state: 'detached' })
  expect((await bob.files.get('Trip/Photos/plan.txt')).status).toBe(200)
  await page.getByRole('button', { name: 'Undo' }).click()
  await row('plan.txt').waitFor()
  await drag('plan.txt', crumbs.getByRole('link', { name: 'Files' }))
  await row('plan.txt').waitFor({ state: 'detached' })
  expect((await ann.files.get('plan.txt')).text).toBe('Trip/plan.txt')
  expect((await bob.files.get('Trip/plan.txt')).status).toBe(404)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await row('plan.txt').waitFor()
  expect((await bob.files.get('Trip/plan.txt')).text).toBe('Trip/plan.txt')

  // A server that takes its time.
  await page.route('**/api/v1/files/move', () => {})
  await drag('plan.txt', place('Choir'))
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('Stopped at “plan.txt”').waitFor()
  await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' })
  await row('plan.txt').waitFor()
  await context.close()
})

test('what cannot be put somewhere says why', async () => {
  const { page, context, signIn } = await browser.open()
  await signIn(ann, '/files/Shared')
  const row = (name: string) => page.getByRole('row', { name, exact: true })
  const drag = async (name: string, target: Locator) =>
    await row(name).dragTo(target, { sourcePosition: { x: 400, y: 20 } })
  await drag('Trip', page.getByRole('link', { name: 'Choir' }))
  await page
    .getByText(
      'With “Trip” it did not work. What was shared with you cannot be moved to another share or team',
    )
    .waitFor()
  await page.goto(`${ann.origin}/files/Shared/Papers`)
  await drag(
    'law.txt',
    page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Files' }),
  )
  await page.getByText('With “law.txt” it did not work. You may not remove this').waitFor()
  await ann.files.put('Shared/own.txt', 'x')
  await page.goto(`${ann.origin}/files/Shared`)
  await drag('own.txt', row('Papers'))
  await page.getByText('You may not put anything into this folder').waitFor()
  expect((await ann.files.get('Shared/own.txt')).text).toBe('x')
  await context.close()
})

test('a folder of a cloud that is down shows what was last seen in it, and is asked for again', async () => {
  const { b } = clouds.servers
  await bob.files.put('Trip/Photos/deep.txt', 'deep')
  const { page, signIn, barriers } = await browser.open()
  await signIn(ann, '/files/Shared')
  await page.getByText(`from ${bob.address}`).filter({ visible: true }).first().waitFor()
  await page.getByRole('link', { name: 'Trip' }).click()
  await page.getByRole('row', { name: 'plan.txt' }).waitFor()

  const search = async (text: string) => {
    await page.getByRole('searchbox', { name: 'Search files' }).fill(text)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `Found for “${text}”` }).waitFor()
  }
  await search('deep')
  await page.getByRole('row', { name: 'deep.txt' }).waitFor()
  await page.getByText('1 found').waitFor()

  await b.kill()
  await search('plan')
  await page.getByText('what was seen there before was searched').waitFor()
  await page.getByRole('row', { name: 'plan.txt' }).waitFor()
  expect(await barriers('page /search')).toEqual([])
  await page.goto(`${ann.origin}/files/Shared/Trip`)
  await page.getByText('cannot be reached').first().waitFor()
  await page.getByText('plan.txt').waitFor()
  expect(await barriers('page /files/$')).toEqual([])
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('cannot be reached').first().waitFor()

  await b.start()
  await expect
    .poll(
      async () => {
        const retry = page.getByRole('button', { name: 'Try again' })
        // It goes away by itself, too.
        await retry.click({ timeout: 500 }).catch(() => undefined)
        return await page.getByRole('row', { name: 'plan.txt' }).isVisible()
      },
      { interval: 500 },
    )
    .toBe(true)
  await page.getByRole('button', { name: 'Details' }).click()
  await page.getByRole('row', { name: 'plan.txt' }).focus()
  await page.getByText('What happens in it is recorded where it is shared from.').waitFor()
})
