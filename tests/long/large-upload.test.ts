import { createHash, randomFillSync } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type BrowserWindow,
  createTemporaryFolder,
  openBrowser,
  type Person,
  processes,
} from '@isthmus/testkit'
import { expect, it } from 'vitest'

type Page = BrowserWindow['page']

const mebibyte = 1024 * 1024
const size = 2048 * mebibyte
const hour = 3_600_000

it('2 GiB are uploaded by a browser that is reloaded half-way, and come out as they went in', async () => {
  await using folder = await createTemporaryFolder()
  const film = join(folder.path, 'film.bin')
  const digest = await writeFilm(film)
  await using world = await processes({ a: {} })
  const ann = await world.servers.a.person('ann')
  await using browser = await openBrowser()
  const { page, signIn } = await browser.open()
  page.on('dialog', (dialog) => void dialog.accept())
  // Without access to files of its own, the page asks for them by a field.
  await page.addInitScript('delete window.showOpenFilePicker')
  await signIn(ann, '/files')

  const began = performance.now()
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  await choose(page, film, () => page.getByRole('menuitem', { name: 'Files …' }).click())
  await expect.poll(() => arrivedFrom(ann), { timeout: hour, interval: 100 }).toBeGreaterThan(size / 2)
  await page.reload()
  const again = page.getByRole('button', { name: 'Choose the files' })
  await again.waitFor()
  const arrived = await arrivedFrom(ann)
  const firstPiece = page.waitForRequest((request) => request.method() === 'PATCH')
  await choose(page, film, () => again.click())
  expect(Number((await firstPiece).headers()['upload-offset'])).toBeGreaterThanOrEqual(arrived)
  await page.getByText('1 file uploaded').first().waitFor({ timeout: hour })
  console.log(
    `reloaded at ${Math.round((arrived / size) * 100)} %, done after ${Math.round((performance.now() - began) / 1000)} s`,
  )
  expect(await digestOnServer(ann)).toBe(digest)
})

/** @returns the SHA-256 of what was written */
async function writeFilm(path: string): Promise<string> {
  await using file = await open(path, 'w')
  const hash = createHash('sha256')
  const part = Buffer.alloc(16 * mebibyte)
  for (let written = 0; written < size; written += part.length) {
    hash.update(randomFillSync(part))
    await file.write(part)
  }
  return hash.digest('hex')
}

async function digestOnServer({ origin, username, password }: Person): Promise<string> {
  const credentials = Buffer.from(`${username}:${password}`).toString('base64')
  const answer = await fetch(`${origin}/dav/files/${username}/film.bin`, {
    headers: { authorization: `Basic ${credentials}` },
  })
  const hash = createHash('sha256')
  for await (const chunk of answer.body ?? []) hash.update(chunk)
  return hash.digest('hex')
}

async function choose(page: Page, file: string, ask: () => Promise<void>): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await ask()
  await (await chooser).setFiles(file)
}

/** How many bytes of the upload are on the server. */
async function arrivedFrom(person: Person): Promise<number> {
  const { uploads } = (await person.api('GET', '/uploads')).json() as { uploads: { offset: number }[] }
  return uploads[0]?.offset ?? 0
}
