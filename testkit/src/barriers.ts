import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { englishLeftovers } from './english-leftovers.ts'

/**
 * What is looked at: the pattern of a page's address, as its route has it, or what a dialog is called in English, with
 * `{{…}}` where something is filled in. An architecture test holds that there is a look at everything that people can see.
 */
export type Sight = `page ${string}` | `dialog ${string}`

/** In CSS pixels: of a screen on a table, and of a phone. */
export type Width = 1440 | 360

/**
 * What keeps people from using a page as it is now, in every look that they may have chosen. All rules are asked where
 * most is on the page and where least is; in between only those that the look can break.
 * @param only - the one width at which it is there
 * @throws Error - when it is not the sight that is on the page
 */
export async function barriersOn(page: Page, sight: Sight, only?: Width): Promise<string[]> {
  await requireSight(page, sight)
  const before = page.viewportSize() ?? { width: 1440, height: 900 }
  const dark = await page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`)
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) {
    await page.evaluate(axe.source)
    await page.evaluate(readFileSync(new URL('in-page/unreadable-text.js', import.meta.url), 'utf8'))
  }
  const found: string[] = []
  const noteEnglish = async () => {
    const said = await page.evaluate<string>(saidBefore)
    const left = (await englishLeftovers(page)).filter((text) => !said.includes(text))
    found.push(...left.map((text) => `English on a German page: ${text}`))
  }
  if (await page.evaluate<boolean>(`document.documentElement.lang.startsWith('de')`)) await noteEnglish()
  const note = (look: string, flaws: readonly string[]) =>
    found.push(...flaws.map((flaw) => `${look}: ${flaw}`))

  const asked = widths.filter(({ width }) => only === undefined || width === only)
  for (const { width, firstColors, secondColors } of asked) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: firstColors })
    note(`${firstColors} ${width}`, await broken(page, all))
    note(`${firstColors} ${width}`, await unreadable(page, width))
    await page.emulateMedia({ colorScheme: secondColors })
    note(`${secondColors} ${width}`, await broken(page, ofColors))
  }
  const isApp = await speak(page, 'de')
  if (isApp) {
    await noteEnglish()
    for (const { width } of asked.toReversed()) {
      await page.setViewportSize({ width, height: 900 })
      note(`German ${width}`, await broken(page, ofSizes))
      note(`German ${width}`, await unreadable(page, width))
    }
  }
  if (only === undefined) {
    await page.setViewportSize({ width: between, height: 900 })
    note(String(between), await unreadable(page, between))
  }
  if (isApp) await speak(page, 'en')
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  await page.setViewportSize(before)
  return found
}

/** Of a tablet: there is no more room than on a phone for what stands beside each other. */
const between = 768

/** Both colours at each width. */
const widths = [
  { width: 1440, firstColors: 'light', secondColors: 'dark' },
  { width: 360, firstColors: 'dark', secondColors: 'light' },
] as const

/** What rules are asked, as axe takes it. */
const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const ofColors = { type: 'rule', values: ['color-contrast'] } as const
const ofSizes = { type: 'rule', values: ['target-size'] } as const

/** What is left out: what react-aria has just read out, by the names of things that may be gone by now. */
const announcer = '[data-live-announcer]'

/** Messages and what is under way: they stay in the language in which they were said. */
const saidBefore = `[...document.querySelectorAll('.toasts, .works, ${announcer}')].map((e) => e.textContent).join(' ')`

/** What is on top: an open dialog, since what lies below has been looked at and cannot be reached. */
const top = `[...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1) ?? document.documentElement`

async function requireSight(page: Page, sight: Sight): Promise<void> {
  const name = sight.replace(/^(?:page|dialog) /, '')
  if (sight.startsWith('dialog ')) {
    const title = pattern(name, /\{\{\w+\}\}/, '.+')
    const dialog = page.getByRole('dialog', { name: title })
    await dialog
      .or(page.getByRole('alertdialog', { name: title }))
      .first()
      .waitFor()
    return
  }
  const address = pattern(
    name.replace(/\/[$*]$/, ''),
    /[$:]\w+/,
    '[^/]+',
    /[$*]$/.test(name) ? '(?:/.*)?' : '',
  )
  // Whoever has just followed a link may not be there yet.
  await page.waitForURL(({ pathname }) => address.test(pathname), { waitUntil: 'commit' })
}

/** @param gap - what stands in the name for something that varies */
function pattern(name: string, gap: RegExp, filling: string, end = ''): RegExp {
  const parts = name.split(gap).map((part) => part.replaceAll(/[.?()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join(filling)}${end}$`)
}

async function broken(page: Page, rules: typeof all | typeof ofColors | typeof ofSizes): Promise<string[]> {
  const options = { runOnly: rules, resultTypes: ['violations'] }
  return await page.evaluate<string[]>(`
    axe.run({ include: [${top}], exclude: ['${announcer}'] }, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => id + ': ' + html + '\\n' + failureSummary)))`)
}

/** Text that cannot be read, what is wider than the screen, and what moves although the person wants nothing to. */
async function unreadable(page: Page, width: number): Promise<string[]> {
  // What lies over the page, such as a tooltip, gets its new place a moment after the window has another width.
  const fits = `document.documentElement.scrollWidth <= ${width}`
  await page.waitForFunction(fits, undefined, { timeout: 2_000 }).catch(() => {})
  const { texts, widest, moving } = await page.evaluate<{
    texts: string[]
    widest: number
    moving: string[]
  }>(`({
    texts: unreadableText(${top}),
    widest: document.documentElement.scrollWidth,
    // What only appears after a while does not move.
    moving: document.getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && effect.getComputedTiming().duration > 10)
      .map(({ effect }) => effect.target.outerHTML.slice(0, 200)),
  })`)
  return [
    ...texts,
    ...(widest > width ? [`the page is ${widest} pixels wide`] : []),
    ...moving.map((html) => `moves: ${html}`),
  ]
}

/**
 * Lets the browser prefer another language, which the app speaks from then on, with what is open and filled in.
 * @returns whether it is the app that is on the page
 */
async function speak(page: Page, language: 'en' | 'de'): Promise<boolean> {
  const isApp = await page.evaluate<boolean>(`document.querySelector('#app') !== null`)
  if (!isApp) return false
  await page.evaluate(`
    Object.defineProperty(navigator, 'languages', { configurable: true, get: () => ['${language}'] })
    dispatchEvent(new Event('languagechange'))`)
  await page.locator(`html[lang^="${language}"]`).waitFor()
  return true
}
