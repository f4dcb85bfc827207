import { type Browser, endAll, openBrowser, type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outlineOf } from './outline.ts'

let clouds: Processes<'a' | 'b'>
let browser: Browser

beforeAll(async () => {
  clouds = await processes({ a: {}, b: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, clouds))

test('lists and dialogs of shares are usable by everybody', async () => {
  const { ann, bob } = await busyPeople()
  const { page, signIn, barriers } = await browser.open()
  await signIn(ann, '/shared/by-me')
  await page.getByRole('region', { name: 'Trip' }).waitFor()
  expect(await barriers('page /shared/by-me')).toEqual([])
  await page.getByRole('button', { name: 'Share with others' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share “Trip”' })
  for (const [more, action, sight] of [
    ['carol', 'Change last day and note', 'dialog Access of {{name}}'],
    ['carol', 'Stop sharing', 'dialog Stop sharing with {{name}}?'],
    ['Public link', 'Name, last day, password', 'dialog Change the link'],
  ] as const) {
    await dialog.getByRole('button', { name: `More for ${more}` }).click()
    await page.getByRole('menuitem', { name: action }).click()
    expect(await barriers(sight)).toEqual([])
    await page.keyboard.press('Escape')
  }
  await page.getByRole('button', { name: 'New link' }).click()
  await page.getByRole('dialog').getByRole('combobox').fill(bob.address)
  await page.getByRole('dialog').getByRole('option').waitFor()
  expect(await barriers('dialog Share “{{thing}}”')).toEqual([])
  expect(await outlineOf(page.getByRole('dialog'))).toMatchInlineSnapshot(`
    "- dialog "Share “Trip”"
      - heading "Share “Trip”" [level=2]
      - button "Close"
      - text: Share with
      - combobox "Share with" [expanded]: bob@cloud.example
      - listbox "Suggestions"
        - option "bob (remote) bob@cloud.example"
      - text: Somebody here, a group, or a person on any other cloud by their address. 1 suggestion
      - paragraph
        - strong: bob@cloud.example (remote)
      - paragraph: "On another cloud: Isthmus (cloud.example)"
      - paragraph: "The connection is not encrypted: others on the way can read along. People here have shared with it before."
      - text: What they may do
      - button "Can view What they may do": Can view
      - text: Last day (optional)
      - textbox "Last day (optional)"
      - text: Note to them (optional)
      - textbox "Note to them (optional)"
      - button "Share"
      - heading "Who has access" [level=3]
      - list
        - listitem
          - paragraph
            - strong: ann (you)
          - paragraph: Owner
        - listitem
          - paragraph
            - strong: nobody@cloud.example (remote)
          - paragraph: Cannot be delivered
          - paragraph: "cloud.example does not take it: it may know nobody called nobody."
          - button "Try again"
        - listitem
          - paragraph
            - strong: carol
          - paragraph: Accepted
          - button "Can edit What carol may do": Can edit
          - button "More for carol"
        - listitem
          - paragraph
            - strong: bob (remote)
            - text: bob@cloud.example
          - paragraph: Waiting for an answer until …
          - paragraph: Have a look
          - button "Can edit What bob may do": Can edit
          - button "More for bob"
      - heading "Public links" [level=3]
      - paragraph: Whoever has a link can open it, without an account.
      - text: What you call it (optional)
      - textbox "What you call it (optional)"
      - text: Only you see this. Last day (optional)
      - textbox "Last day (optional)"
      - text: Most downloads (optional)
      - spinbutton "Most downloads (optional)"
      - checkbox "Ask for a password"
      - text: Ask for a password What it allows
      - button "Can view What it allows": Can view
      - button "Make the link"
      - button "Cancel"
      - list
        - listitem
          - paragraph
            - strong: Public link
          - link "http://cloud.example/s/…"
          - paragraph: asks for a password · 0 of 3 downloads
          - button "Can view What Public link allows": Can view
          - button "Copy link"
          - button "More for Public link""
  `)

  await page.goto(`${ann.origin}/shared/with-me`)
  await page.getByText(/that (?:is|are) over/).click()
  expect(await barriers('page /shared/with-me')).toEqual([])
  expect(await outlineOf(page.getByRole('main'))).toMatchInlineSnapshot(`
    "- main
      - heading "Shared with me" [level=1]
      - button "When others share"
      - group "Shared with me"
        - region "Waiting for your answer"
          - heading "Waiting for your answer" [level=2]
          - list
            - listitem "bob shares the folder One with you"
              - heading "bob shares the folder One with you" [level=3]
              - paragraph: bob@cloud.example · …
              - blockquote: Read this
              - term: From
              - definition: "Another cloud: cloud.example"
              - term: You may
              - definition: View and edit
              - paragraph
                - strong: This really comes from cloud.example
              - paragraph: It is signed, and people here have shared with that cloud before. You are asked before anything from another cloud is put among your files.
              - button "Accept"
              - button "Decline"
              - button "More for One"
        - heading "Among your files" [level=2]
        - list
          - listitem
            - paragraph
              - link "Three"
            - paragraph: From bob bob@cloud.example
            - paragraph: View and edit in /Shared/Three
            - button "Leave"
            - button "More for Three"
        - group
          - text: 1 that is over
          - list
            - listitem
              - paragraph: Two
              - paragraph: From bob · …
              - text: Taken back"
  `)
  await page.getByRole('button', { name: 'Leave' }).click()
  expect(await barriers('dialog Leave “{{name}}”?')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'When others share' }).click()
  await page.getByRole('radio').first().waitFor()
  expect(await barriers('dialog When others share with you')).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /^Notifications: \d+ new/ }).click()
  const readAll = page.getByRole('button', { name: 'Mark all as read' })
  await readAll.waitFor()
  expect(await barriers('dialog Notifications')).toEqual([])
  await readAll.click()
  await readAll.waitFor({ state: 'hidden' })
  await expect.poll(() => page.title()).toBe('Shared with me · Isthmus')
  const dismiss = page.getByRole('button', { name: 'Dismiss what' })
  for (let left = await dismiss.count(); left > 0; left -= 1) {
    await dismiss.first().click()
    await expect.poll(() => dismiss.count()).toBe(left - 1)
  }
  await page.getByText('Nothing new').waitFor()
})

/** Somebody who has shared and been shared with in every way. */
async function busyPeople() {
  const { a, b } = clouds.servers
  const [ann, carol] = [await a.person('ann'), await a.person('carol')]
  const bob = await b.person('bob')
  for (const folder of ['Trip', 'Plans']) await ann.files.mkcol(folder)
  await ann.share('Trip', bob.address, { note: 'Have a look', expiresAt: '2099-01-01T00:00:00Z' })
  await ann.share('Trip', carol.username)
  await ann.share('Trip', bob.address.replace('bob', 'nobody'))
  await ann.link('Trip', { password: 'correct horse', maxDownloads: 3 })
  for (const folder of ['One', 'Two', 'Three']) await bob.files.mkcol(folder)
  await bob.share('One', ann.address, { note: 'Read this' })
  const two = await bob.share('Two', ann.address)
  await bob.share('Three', ann.address)
  for (const { id, name: folder } of await ann.arrival(3)) if (folder !== 'One') await ann.accept(id)
  await bob.revoke(two.id)
  await expect.poll(async () => (await ann.inbox()).map(({ state }) => state)).toContain('removed')
  return { ann, bob }
}
