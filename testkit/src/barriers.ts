import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { englishLeftovers } from './english-leftovers.ts'

/** The looks of a page that are looked at: each colour and each width once. */
const looks = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 360 },
] as const

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What is left out: what react-aria has just read out, by the names of things that may be gone by now. */
const announcer = '[data-live-announcer]'

/**
 * What keeps people from using a page as it is now: what axe finds, what is wider than the screen, and what is English on a
 * German page. The page is left as it was.
 */
export async function barriersOn(page: Page): Promise<string[]> {
  const before = page.viewportSize() ?? { width: 1440, height: 900 }
  const dark = await page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`)
  const hasAxe = await page.evaluate<boolean>(`'axe' in globalThis`)
  if (!hasAxe) await page.evaluate(axe.source)
  const found: string[] = []
  if (await page.evaluate<boolean>(`document.documentElement.lang.startsWith('de')`)) {
    found.push(...(await englishLeftovers(page)).map((text) => `English on a German page: ${text}`))
  }
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    const violations = await page.evaluate<Violation[]>(run)
    for (const { id, nodes } of violations) {
      found.push(
        ...nodes.map(
          ({ html, failureSummary }) => `${colorScheme} ${width} ${id}: ${html}\n${failureSummary}`,
        ),
      )
    }
    const widest = await page.evaluate<number>('document.documentElement.scrollWidth')
    if (widest > width) found.push(`${colorScheme} ${width}: the page is ${widest} pixels wide`)
  }
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  await page.setViewportSize(before)
  return found
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

const run = `axe.run(
  { exclude: [${JSON.stringify([announcer])}] },
  { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] },
).then(({ violations }) => violations.map(({ id, nodes }) => ({
  id,
  nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
})))`
