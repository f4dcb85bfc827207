import { type Browser, endAll, openBrowser, type Person, type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFile, textOf } from './opened-file.ts'

let servers: Processes<'a'>
let browser: Browser

beforeAll(async () => {
  servers = await processes({ a: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, servers))

/** Somebody who changes a text. */
async function edit(contents: string) {
  const opened = await openFile({ browser, servers }, { 'plan.txt': contents }, 'plan.txt')
  await opened.page.getByRole('button', { name: 'Edit' }).click()
  return { ...opened, field: opened.page.getByRole('textbox', { name: 'Text' }) }
}

test('a text is changed and saved by keyboard, with its lines ending as they did', async () => {
  const { page, person, field } = await edit('one\r\ntwo\r\n')
  await field.fill('one\ntwo\nthree\n')
  await page.getByText('Not saved yet').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('All changes are saved').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('one\r\ntwo\r\nthree\r\n')
  await field.fill('again\n')
  await page.getByText('Not saved yet').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('All changes are saved').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('again\r\n')
})

async function changeBoth() {
  const opened = await edit('before\n')
  await opened.field.fill('mine\n')
  await opened.person.files.put('plan.txt', 'theirs\n')
  await opened.page.getByRole('button', { name: 'Save' }).click()
  await opened.page.getByText('Somebody else has changed this file').waitFor()
  await opened.page.getByRole('region', { name: 'Theirs' }).getByText('theirs', { exact: true }).waitFor()
  return opened
}

test('when two have changed a text, both can be kept', async () => {
  const { page, person } = await changeBoth()
  await page.getByRole('button', { name: 'Keep mine as a copy' }).click()
  await page.getByText('Your text is kept as “plan (2).txt”').waitFor()
  expect(await textOf(person, 'plan (2).txt')).toBe('mine\n')
  expect(await textOf(person, 'plan.txt')).toBe('theirs\n')
})

test('when two have changed a text, one can overwrite the other', async () => {
  const { page, person } = await changeBoth()
  await page.getByRole('button', { name: 'Overwrite theirs' }).click()
  await page.getByText('All changes are saved').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('mine\n')
})

test('when two have changed a text, one can give way', async () => {
  const { page, person, field } = await changeBoth()
  await page.getByRole('button', { name: 'Take theirs' }).click()
  await expect.poll(() => field.inputValue()).toBe('theirs\n')
  expect(await textOf(person, 'plan.txt')).toBe('theirs\n')
})

test('a text whose file is gone can be saved anew', async () => {
  const { page, person, field, barriers } = await edit('before\n')
  await field.fill('mine\n')
  await person.files.delete('plan.txt')
  // Without anybody having tried to save it.
  await page.getByText('This file has been removed meanwhile').waitFor()
  await page.getByRole('button', { name: 'Save it anew' }).click()
  await page.getByText('All changes are saved').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('mine\n')

  // What is only found to be gone after a reload is not lost either.
  await field.fill('mine again\n')
  await page.getByText('Not saved yet').waitFor()
  const address = page.url()
  await page.goto(new URL('/favicon.ico', address).href)
  await person.files.delete('plan.txt')
  await page.goto(address)
  const dialog = page.getByRole('dialog', { name: 'Keep what you had written in plan.txt?' })
  await dialog.getByText('mine again').waitFor()
  expect(await barriers('dialog Keep what you had written in {{name}}?')).toEqual([])
  await dialog.getByRole('button', { name: 'Save it among my files' }).click()
  await page.getByRole('dialog', { name: 'plan.txt' }).getByText('mine again').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('mine again\n')
})

test('a text that one may not change any more is kept among one’s own files', async () => {
  const { page, signIn } = await browser.open()
  const [ann, ben] = [await servers.servers.a.person('ann'), await servers.servers.a.person('ben')]
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'before\n')
  await ben.files.put('plan.txt', 'his own')
  const share = { path: '/Trip', shareWith: 'ben', permissions: ['read', 'write'] }
  const { id } = (await ann.api('POST', '/shares', share)).json() as { id: string }
  await signIn(ben, '/files/Shared/Trip?open=plan.txt')
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Text' }).fill('mine\n')
  expect((await ann.api('PATCH', `/shares/${id}`, { permissions: ['read'] })).status).toBe(200)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('It cannot be saved here').waitFor()
  await page.getByRole('button', { name: 'Save it among my files' }).click()
  await page.getByRole('dialog', { name: 'plan (2).txt' }).getByText('mine').waitFor()
  expect(await textOf(ben, 'plan (2).txt')).toBe('mine\n')
})

test('changes outlive a reload, and are given up only when the person says so', async () => {
  const { page, field } = await edit('before\n')
  await field.fill('not saved')
  await page.getByText('Not saved yet').waitFor()
  await page.reload()
  await page.getByText('These are your changes from before').waitFor()
  expect(await field.inputValue()).toBe('not saved')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Go on editing' }).click()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('who goes back in the browser is asked before changes are given up', async () => {
  const { page, field } = await edit('before\n')
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('link', { name: 'plan.txt' }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  await field.fill('not saved')
  await page.goBack()
  await page.getByRole('button', { name: 'Go on editing' }).click()
  expect(await field.inputValue()).toBe('not saved')
  await page.goBack()
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('a session that ends while a text is written costs a password, and no word', async () => {
  const { page, person, field } = await edit('before\n')
  await field.fill('mine\n')
  // While the text is on its way: later, the question for the password would be there first.
  await page.route(
    '**/api/v1/files/content?*',
    async (route) => {
      await endSessions(person)
      await route.continue()
    },
    { times: 1 },
  )
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.getByLabel('Password').fill(person.password)
  await page.keyboard.press('Enter')
  await page.getByText('All changes are saved').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('mine\n')
})

async function endSessions(person: Person): Promise<void> {
  const { sessions } = (await person.api('GET', '/sessions')).json() as { sessions: { id: string }[] }
  for (const { id } of sessions) await person.api('DELETE', `/sessions/${id}`)
}
