import {
  type Browser,
  type BrowserWindow,
  endAll,
  openBrowser,
  type Processes,
  processes,
} from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 180_000 })

type Page = BrowserWindow['page']

let servers: Processes<'a'>
let browser: Browser

beforeAll(async () => {
  servers = await processes({ a: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, servers))

const words = {
  en: {
    tiles: 'Show as tiles',
    list: 'Show as a list',
    folder: 'New folder',
    move: 'Move to …',
    empty: 'Empty the trash',
    nothing: 'Nothing in here yet',
    more: 'Actions for Report.pdf',
    gone: 'This folder is gone',
    none: 'The trash is empty',
  },
  de: {
    tiles: 'Als Kacheln zeigen',
    list: 'Als Liste zeigen',
    folder: 'Neuer Ordner',
    move: 'Verschieben nach …',
    empty: 'Papierkorb leeren',
    nothing: 'Hier ist noch nichts',
    more: 'Aktionen für Report.pdf',
    gone: 'Diesen Ordner gibt es nicht mehr',
    none: 'Der Papierkorb ist leer',
  },
} as const

test.each(['en', 'de'] as const)(
  'folders, search, trash and their dialogs are usable by everybody, in %s',
  async (language) => {
    const { a } = servers.servers
    const [ann, bob] = [await a.person(`ann-${language}`), await a.person(`bob-${language}`)]
    for (const folder of [
      'Trip',
      'Trip/Photos',
      'A name that is much too long to be shown on the screen of a phone',
    ])
      await ann.files.mkcol(folder)
    for (const file of ['Report.pdf', 'gone.txt']) await ann.files.put(file, file)
    await ann.files.delete('gone.txt')
    await ann.share('Trip', bob.username)
    await ann.link('Trip')
    await bob.files.mkcol('Letters')
    await bob.share('Letters', ann.username)
    await ann.api('POST', '/spaces', { name: 'Garden' })

    const { page, context, signIn, barriers } = await browser.open({ language })
    const say = words[language]
    const origin = ann.origin
    const press = async (name: string) => await page.getByRole('button', { name, exact: true }).click()
    // In another language, words are longer: pages are looked at in both, what is over them in one.
    const check = async (what: string, isPage = false) => {
      if (isPage || language === 'en') expect(await barriers(), what).toEqual([])
    }

    // A dialog gives the focus back to its row a moment after it has gone.
    const leaveDialog = async () => {
      await page.keyboard.press('Escape')
      await page.locator('[role="row"]:focus').waitFor()
    }

    await signIn(ann, '/files')
    await row(page, 'Report.pdf').focus()
    await page.keyboard.press(' ')
    await check('a folder as a list, with something chosen', true)
    await page.keyboard.press('Escape')
    await press(say.tiles)
    await row(page, 'Report.pdf').focus()
    await page.keyboard.press(' ')
    await check('a folder as tiles, with something chosen', true)
    await press(say.list)

    await row(page, 'Report.pdf').focus()
    for (const [key, what] of [
      ['F2', 'rename'],
      ['?', 'keys'],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByRole('dialog').waitFor()
      await check(what)
      await leaveDialog()
    }
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: say.move }).click()
    await page.getByRole('option', { name: 'Trip' }).waitFor()
    await check('choose a folder', true)
    await leaveDialog()
    await row(page, 'Trip').focus()
    await page.keyboard.press('Delete')
    await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor()
    await check('delete what is shared')
    await page.keyboard.press('Escape')

    for (const [path, there] of [
      ['/files/Shared', row(page, 'Letters')],
      ['/files/Trip/Photos', page.getByText(say.nothing)],
      ['/files/missing', page.getByText(say.gone)],
      ['/search?text=trip', row(page, 'Trip')],
      ['/trash', row(page, 'gone.txt')],
    ] as const) {
      await page.goto(origin + path)
      await there.waitFor()
      await check(path, path === '/trash')
    }
    await press(say.empty)
    await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor()
    await check('empty the trash')
    await context.close()
  },
)

function row(page: Page, name: string) {
  return page.getByRole('row', { name, exact: true })
}
