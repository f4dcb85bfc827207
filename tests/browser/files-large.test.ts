import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Browser, endAll, openBrowser, type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

const count = 12_000

let servers: Processes<'a'>
let browser: Browser

beforeAll(async () => {
  servers = await processes({ a: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, servers))

/** Makes files from one that is there, while the server is down: sooner than they could be sent. */
function multiply(folder: string, name: string): void {
  using database = new DatabaseSync(join(folder, 'isthmus.db'))
  database
    .prepare(
      `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
       INSERT INTO nodes (id, tenant_id, space_id, parent_id, name, folded_name, kind, content_id, size, etag_seq,
         created_at, modified_at)
       SELECT 1000000 + n, tenant_id, space_id, parent_id, 'file ' || n || '.txt', 'file ' || n || '.txt', kind,
         content_id, size, etag_seq, created_at, modified_at
       FROM nodes, numbers WHERE name = ?`,
    )
    .run(count - 2, name)
}

test(`a folder of ${count} files is walked through, searched by letters, and chosen from by keys`, async () => {
  const { a } = servers.servers
  const ann = await a.person('ann')
  await ann.files.mkcol('many')
  await ann.files.put('many/another.txt', 'x')
  await ann.files.put('many/zoo.txt', 'x')
  await a.kill()
  multiply(a.folder, 'another.txt')
  await a.start()
  const { page, signIn } = await browser.open()
  await signIn(ann, '/files/many')
  await page.getByRole('row', { name: 'another.txt' }).focus()
  await page.locator(`[role=grid][aria-rowcount="${count + 1}"]`).waitFor()
  const focused = () => page.evaluate<string>('document.activeElement.getAttribute("aria-label")')

  // Only what is in sight is on the page.
  expect(await page.locator('[role=row]').count()).toBeLessThan(60)
  await page.keyboard.press('End')
  await page.locator(`[role=row][aria-rowindex="${count + 1}"][aria-label="zoo.txt"]`).waitFor()
  await expect.poll(focused).toBe('zoo.txt')
  const there = ['zoo.txt']
  for (const key of ['PageUp', 'ArrowUp', 'PageDown']) {
    await page.keyboard.press(key)
    // Where the focus goes is to be fetched first, and drawn.
    await expect.poll(focused).toSatisfy((name: string | null) => name !== null && !there.includes(name))
    there.push(await focused())
  }
  await page.keyboard.press('ArrowDown')
  await expect.poll(focused).toBe('zoo.txt')
  await page.keyboard.press('Home')
  await expect.poll(focused).toBe('another.txt')
  await page.keyboard.press('z')
  await expect.poll(focused).toBe('zoo.txt')

  // From the second to the last: most of it has never been in sight.
  await page.keyboard.press('Home')
  await expect.poll(focused).toBe('another.txt')
  await page.keyboard.press('ArrowDown')
  await expect.poll(focused).toBe('file 1.txt')
  await page.keyboard.press('Shift+End')
  await page.getByText(`${(count - 1).toLocaleString('en-GB')} chosen`).waitFor()
  await page.keyboard.press('Control+a')
  await page.getByText(`${count.toLocaleString('en-GB')} chosen`).waitFor()
  await page.keyboard.press('Escape')

  // Half of the way back by the wheel; a row is 52 pixels high.
  await page.getByRole('row', { name: 'zoo.txt' }).hover()
  await page.mouse.wheel(0, (-count / 2) * 52)
  await page.getByRole('row', { name: `file ${count / 2}.txt` }).waitFor()
  expect(await page.locator('[role=row]').count()).toBeLessThan(60)
})
