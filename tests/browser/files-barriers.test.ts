import {
  type Browser,
  type BrowserWindow,
  endAll,
  openBrowser,
  type Processes,
  processes,
  type Sight,
} from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outlineOf } from './outline.ts'

type Page = BrowserWindow['page']

let servers: Processes<'a'>
let browser: Browser

beforeAll(async () => {
  servers = await processes({ a: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, servers))

test('folders, search, trash and their dialogs are usable by everybody', async () => {
  const { a } = servers.servers
  const [ann, bob] = [await a.person('ann'), await a.person('bob')]
  for (const folder of [
    'Trip',
    'Trip/Photos',
    'A name that is much too long to be shown on the screen of a phone',
  ])
    await ann.files.mkcol(folder)
  for (const file of ['Report.pdf', 'Trip/Report.pdf', 'gone.txt']) await ann.files.put(file, file)
  await ann.files.delete('gone.txt')
  await ann.share('Trip', bob.username)
  await ann.link('Trip')
  await bob.files.mkcol('Letters')
  await bob.share('Letters', ann.username)
  const garden = (await ann.api('POST', '/spaces', { name: 'Garden' })).json() as { id: string }

  const { page, context, signIn, barriers } = await browser.open()
  const press = async (name: string) => await page.getByRole('button', { name, exact: true }).click()
  const look = async (sight: Sight, what: string = sight) =>
    expect.soft(await barriers(sight), what).toEqual([])
  const lookAndLeave = async (sight: Sight) => {
    await look(sight)
    // The focus is in the dialog, and goes back to where it came from.
    const dialog = page.locator('[role=dialog]:focus-within')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.locator('#app :focus').waitFor()
  }
  const choose = async (name: string, command: string) => {
    await row(page, name).focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: command }).click()
  }

  await signIn(ann, '/files')
  await row(page, 'Report.pdf').focus()
  await page.keyboard.press(' ')
  await look('page /files/$', 'a folder as a list, with something chosen')
  await page.keyboard.press('Escape')
  await press('Show as tiles')
  await row(page, 'Report.pdf').focus()
  await page.keyboard.press(' ')
  await look('page /files/$', 'a folder as tiles, with something chosen')
  await page.keyboard.press('Escape')
  await press('Show as a list')

  await row(page, 'Report.pdf').focus()
  await page.keyboard.press('?')
  await lookAndLeave('dialog Keys')
  await row(page, 'Report.pdf').focus()
  await page.keyboard.press('F2')
  await lookAndLeave('dialog Rename “{{name}}”')
  await press('New folder')
  await lookAndLeave('dialog New folder')
  await choose('Report.pdf', 'Move to …')
  await page.getByRole('option', { name: 'Trip' }).waitFor()
  await lookAndLeave('dialog Move “{{name}}” to')
  await page.keyboard.press('Escape')
  await row(page, 'Trip').focus()
  await page.keyboard.press('Delete')
  await lookAndLeave('dialog Delete “{{name}}”?')
  await page.setViewportSize({ width: 360, height: 900 })
  await choose('Report.pdf', 'Details')
  await page.getByText('application/pdf').waitFor()
  await lookAndLeave('dialog Details')
  await press('Open the menu')
  await lookAndLeave('dialog Main menu')
  await page.setViewportSize({ width: 1440, height: 900 })

  await choose('Report.pdf', 'Copy to …')
  await page.getByRole('option', { name: 'Trip' }).waitFor()
  await look('dialog Copy “{{name}}” to')
  await page.getByRole('option', { name: 'Trip' }).click()
  await page.getByRole('option', { name: 'Photos' }).waitFor()
  await press('Copy here')
  await look('dialog The name is taken')

  await page.goto(`${ann.origin}/files/Shared`)
  await row(page, 'Letters').waitFor()
  await look('page /files/$', 'a folder with what others share')
  expect.soft(await outlineOf(page.locator('.shell'))).toMatchInlineSnapshot(`
    "- banner
      - link "Isthmus"
      - search
        - searchbox "Search files"
      - 'button "Notifications: 1 new"'
      - button "Your account"
    - navigation "Main menu"
      - link "Files"
      - link "Shared with me"
      - link "Shared by me"
      - link "Trash"
      - heading "Team spaces" [level=2]
      - link "Garden"
      - link "Settings"
      - paragraph: 33 bytes used
    - main
      - navigation "Where you are"
        - list
          - listitem
            - link "Files"
          - listitem
            - heading "Shared" [level=1]
      - button "Upload"
      - button "New folder"
      - searchbox "Filter this folder"
      - button "Name, A to Z Order": Name, A to Z
      - button "Show as tiles"
      - button "Details"
      - button "Keys"
      - grid "Shared"
        - row "Chosen Name Changed Size Actions"
          - columnheader "Chosen"
          - columnheader "Name"
            - button "Name"
          - columnheader "Changed"
            - button "Changed"
          - columnheader "Size"
            - button "Size"
          - columnheader "Actions"
        - rowgroup
          - row "Letters"
            - gridcell "Choose Letters"
              - checkbox "Choose Letters"
            - gridcell "Letters from bob"
              - link "Letters"
              - text: from bob
            - gridcell "…"
            - gridcell
            - gridcell "Actions for Letters"
              - button "Actions for Letters""
  `)
  const letters = row(page, 'Letters')
  expect.soft(await describedBy(letters)).toMatch(/^Folder · from bob · /)
  await row(page, 'Letters').focus()
  await page.keyboard.press('Delete')
  await lookAndLeave('dialog Leave “{{name}}”?')
  for (const [path, there, sight] of [
    ['/files/Trip/Photos', page.getByText('Nothing in here yet'), 'page /files/$'],
    ['/files/missing', page.getByText('This folder is gone'), 'page /files/$'],
    [`/spaces/${garden.id}`, page.getByText('Nothing in here yet'), 'page /spaces/$space/$'],
    ['/search?text=trip', row(page, 'Trip'), 'page /search'],
    ['/search?text=nobody-has-this', page.getByText('Nothing has a name like this'), 'page /search'],
    ['/trash', row(page, 'gone.txt'), 'page /trash'],
  ] as const) {
    await page.goto(ann.origin + path)
    await there.waitFor()
    await look(sight, path)
  }
  await row(page, 'gone.txt').focus()
  await page.keyboard.press('Delete')
  await lookAndLeave('dialog Delete “{{name}}” for good?')
  await press('Empty the trash')
  await look('dialog Empty the trash?')
  await context.close()
})

/** What is heard of something besides its name. */
async function describedBy(element: ReturnType<Page['locator']>): Promise<string> {
  const ids = (await element.getAttribute('aria-describedby'))?.split(' ') ?? []
  const texts = await Promise.all(ids.map((id) => element.locator(`[id="${id}"]`).textContent()))
  return texts.filter((text) => text !== '').join(' · ')
}

function row(page: Page, name: string) {
  return page.getByRole('row', { name, exact: true })
}
