import { type Browser, endAll, openBrowser, type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

let clouds: Processes<'a' | 'b'>
let browser: Browser

beforeAll(async () => {
  clouds = await processes({ a: {}, b: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, clouds))

test('a share for a cloud that is down says so before, is tried again, and arrives when it is back', async () => {
  const { a, b } = clouds.servers
  const [ann, bob] = [await a.person('ann'), await b.person('bob')]
  await ann.files.mkcol('Known')
  await ann.files.mkcol('Trip')
  await ann.share('Known', bob.address)
  await bob.arrival(1)
  await b.kill()
  const { page, signIn, barriers } = await browser.open()
  await signIn(ann, '/shared/by-me')
  await ann.share('Trip', bob.address)
  const trip = page.getByRole('region', { name: 'Trip' })
  await trip.getByText('Not delivered yet').waitFor()
  await trip.getByText('does not answer at the moment').waitFor()
  await page.route('**/api/v1/recipients/lookup?*', async (route) => {
    const answer = await route.fetch()
    const found = (await answer.json()) as { server: object }
    const fault = { slug: 'port-closed', message: 'Nothing listens at its port.', remedy: 'Start it.' }
    await route.fulfill({ json: { ...found, server: { ...found.server, reachable: false, fault } } })
  })
  await trip.getByRole('button', { name: 'Share with others' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share “Trip”' })
  await dialog.getByRole('combobox', { name: 'Share with' }).fill(bob.address.replace('bob', 'bea'))
  await dialog.getByText('You can share all the same').waitFor()
  expect(await dialog.getByRole('button', { name: 'Share anyway' }).isEnabled()).toBe(true)
  expect(await barriers('dialog Share “{{thing}}”')).toEqual([])
  // The first one may close what is suggested, and not yet the dialog.
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape')
      return await dialog.isVisible()
    })
    .toBe(false)
  await b.start()
  await trip.getByRole('button', { name: 'Try again' }).click()
  await trip.getByText('Waiting for an answer').waitFor()
  await expect.poll(async () => (await bob.inbox()).map(({ name }) => name)).toContain('Trip')
})

test('an address without a cloud is told to be an e-mail address, and a link is offered instead', async () => {
  const dora = await clouds.servers.a.person('dora')
  await dora.files.mkcol('Photos')
  await dora.link('Photos')
  const { page, context, signIn, barriers } = await browser.open()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(dora, '/shared/by-me')
  await page.getByRole('button', { name: 'Share with others' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share “Photos”' })
  await dialog.getByRole('combobox', { name: 'Share with' }).fill('somebody@mail.example')
  await dialog.getByText('Sharing by e-mail is coming with guests').waitFor()
  expect(await dialog.getByRole('button', { name: 'Share', exact: true }).isDisabled()).toBe(true)
  await dialog.getByRole('button', { name: 'Make a public link' }).click()
  await dialog.getByText('Ask for a password').click()
  await dialog.getByLabel('Password', { exact: true }).fill('correct horse')
  await dialog.getByLabel('Most downloads').fill('5')
  expect(await barriers('dialog Share “{{thing}}”')).toEqual([])
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const link = dialog.getByRole('listitem').filter({ hasText: 'somebody@mail.example' })
  await link.getByText('asks for a password · 0 of 5 downloads').waitFor()
  await dialog.locator('button:focus', { hasText: 'New link' }).waitFor()
  const url = await link.getByRole('link').textContent()
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(url)
  await link.getByRole('button', { name: 'somebody@mail.example allows' }).click()
  await page.getByRole('option', { name: 'Can only add files' }).click()
  await link.getByRole('button', { name: 'Can only add files' }).waitFor()
  await link.getByRole('button', { name: 'More for' }).click()
  await page.getByRole('menuitem', { name: 'Remove the link' }).click()
  expect(await barriers('dialog Remove this link?')).toEqual([])
  await page
    .getByRole('dialog', { name: 'Remove this link?' })
    .getByRole('button', { name: 'Remove the link' })
    .click()
  await link.waitFor({ state: 'hidden' })
  await expect
    .poll(async () => (await dora.shares())[0])
    .toMatchObject({ state: 'revoked', permissions: ['create'] })
})

test('what lies on a cloud that is down shows what was last seen, and comes back with it', async () => {
  const { a, b } = clouds.servers
  const [emil, finn] = [await a.person('emil'), await b.person('finn')]
  await emil.files.mkcol('Songs')
  await emil.files.put('Songs/one.txt', 'la la')
  await emil.share('Songs', finn.address)
  const [offer] = await finn.arrival(1)
  await finn.accept(offer?.id ?? '')
  await finn.files.list('Shared/Songs')
  await a.kill()
  expect((await finn.files.get('Shared/Songs/one.txt')).status).toBe(503)
  const { page, signIn, barriers } = await browser.open()
  await signIn(finn, '/shared/with-me')
  await page.getByText('cannot be reached').waitFor()
  await page.getByRole('button', { name: 'Show what was last seen' }).click()
  const seen = page.getByRole('dialog', { name: 'Songs, as it was last seen' })
  await seen.getByText('one.txt').waitFor()
  expect(await barriers('dialog {{name}}, as it was last seen')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('still cannot be reached').waitFor()
  await a.start()
  // Whoever asks again within two seconds is told what was found out before.
  const askAgain = async () => {
    const button = page.getByRole('button', { name: 'Try again' })
    await button.click({ timeout: 2_000 }).catch(() => undefined)
    return await button.isVisible()
  }
  await expect.poll(askAgain, { interval: 500 }).toBe(false)
  await page.getByText('cannot be reached;').waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: 'Songs' }).click()
  await page.getByText('one.txt').first().waitFor()
})

test('who is blocked is heard no more, what waits from them is declined, and it can be taken back', async () => {
  const { a, b } = clouds.servers
  const [gus, hana] = [await a.person('gus'), await b.person('hana')]
  await gus.files.mkcol('Spam')
  await gus.files.mkcol('More')
  await gus.share('Spam', hana.address)
  const { page, signIn, barriers } = await browser.open()
  await signIn(hana, '/shared/with-me')
  const item = page.getByRole('listitem', { name: 'gus shares the folder Spam with you' })
  await item.getByRole('button', { name: 'More for Spam' }).click()
  await page.getByRole('menuitem', { name: `Block ${gus.address}` }).click()
  await page.getByText('is not told that you block them').waitFor()
  expect(await barriers('dialog Block {{name}}?')).toEqual([])
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await item.waitFor({ state: 'hidden' })
  const { id } = await gus.share('More', hana.address)
  await expect.poll(() => gus.shareState(id)).toBe('refused')
  await page.getByRole('button', { name: 'When others share' }).click()
  await page.getByText('People you have blocked').waitFor()
  await page.getByRole('button', { name: 'Unblock' }).click()
  await page.getByText('People you have blocked').waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
  await gus.files.mkcol('Again')
  await gus.share('Again', hana.address)
  const again = page.getByRole('listitem', { name: 'gus shares the folder Again with you' })
  await again.getByRole('button', { name: 'More for Again' }).click()
  const server = new URL(gus.origin).host
  await page.getByRole('menuitem', { name: `Block everybody on ${server}` }).click()
  await page.getByText('Nobody there is told why').waitFor()
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await again.waitFor({ state: 'hidden' })
  await gus.files.mkcol('Once more')
  const last = await gus.share('Once more', hana.address)
  await expect.poll(() => gus.shareState(last.id)).toBe('refused')
  await page.goto(`${hana.origin}/settings/receiving`)
  await page
    .getByRole('row', { name: `Everybody on ${server}` })
    .getByRole('button')
    .click()
  await page.getByText('Nobody is blocked.').waitFor()
})

test('an administrator blocks a cloud from the inbox: all of it is closed, says so, and opens again with the block', async () => {
  const { a, b } = clouds.servers
  const [jim, kim] = [await a.person('jim'), await b.person('kim')]
  await b.operator('PATCH', '/api/v1/users/kim', { admin: true })
  for (const folder of ['Kept', 'Letters']) {
    await jim.files.mkcol(folder)
    await jim.share(folder, kim.address)
  }
  await jim.files.put('Kept/one.txt', 'one')
  const { page, signIn, barriers } = await browser.open()
  await signIn(kim, '/shared/with-me')
  const waiting = (name: string) =>
    page.getByRole('listitem', { name: `jim shares the folder ${name} with you` })
  await waiting('Kept').getByRole('button', { name: 'Accept' }).click()
  await page.getByRole('link', { name: 'Kept' }).waitFor()
  await waiting('Letters').waitFor()
  const server = new URL(jim.origin).host
  await page.getByRole('button', { name: 'More for Kept' }).click()
  await page.getByRole('menuitem', { name: `Block ${server} for all people here` }).click()
  await page.getByText('Nobody on this cloud gets anything').waitFor()
  expect(await barriers('dialog Block {{name}}?')).toEqual([])
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await waiting('Letters').waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: 'Kept' }).click()
  await page.getByText(`An administrator of this cloud has blocked ${server}`).waitFor()
  expect(await barriers('page /files/$')).toEqual([])
  await page.goto(`${kim.origin}/admin/federation/${encodeURIComponent(server)}`)
  await page.getByRole('button', { name: 'Say nothing of it' }).click()
  await page.getByRole('button', { name: 'Say nothing of it' }).waitFor({ state: 'hidden' })
  await page.goto(`${kim.origin}/files/Shared/Kept`)
  await page.getByText('one.txt').first().waitFor()
})
