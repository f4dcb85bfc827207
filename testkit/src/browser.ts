import { type BrowserContext, type Browser as Chromium, chromium, type Page } from 'playwright-core'
import { barriersOn, type Sight, type Width } from './barriers.ts'
import type { Person } from './person.ts'

/** Debian's Chromium, in which people of a test open windows. */
export interface Browser extends AsyncDisposable {
  /** Opens a window with cookies of its own, as if on a device of its own. */
  open(look?: Look): Promise<BrowserWindow>
}

/** What a person has chosen on their device. */
export interface Look {
  /** Default: `en`. */
  readonly language?: 'en' | 'de'
  /** Default: `light`. */
  readonly colors?: 'light' | 'dark'
  /** In CSS pixels. Default: 1440. */
  readonly width?: number
  /** It is touched by fingers, and knows no mouse. Default: no. */
  readonly isPhone?: boolean
  /** Default: yes. */
  readonly runsScripts?: boolean
}

export interface BrowserWindow {
  readonly page: Page
  readonly context: BrowserContext
  /**
   * Signs somebody in and opens a page of their cloud.
   * @param path - `/files`
   */
  signIn(person: Person, path: string): Promise<void>
  /**
   * What is wrong with what is on the page now: by WCAG 2.2 AA, with what cannot be read, and with what moves; in light and
   * dark, at 1440 and 360 pixels, and if it is the app, which must speak English, in German too. Goes back to the look
   * that was.
   * @param only - the one width at which it is there. Default: both
   * @throws Error - when it is not the sight that is on the page
   */
  barriers(sight: Sight, only?: Width): Promise<string[]>
}

/**
 * Starts the browser. Disposing of it fails when a page has asked a foreign host, broken its own policy, or thrown.
 */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...quietly] })
  const troubles: string[] = []
  return {
    open: (look = {}) => openWindow(browser, look, troubles),
    async [Symbol.asyncDispose]() {
      await browser.close()
      if (troubles.length > 0) throw new Error(`in the browser:\n${troubles.join('\n')}`)
    },
  }
}

/** Nothing but the pages of the test is asked for, and no name but localhost is looked up. */
const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
]

async function openWindow(browser: Chromium, look: Look, troubles: string[]): Promise<BrowserWindow> {
  const {
    language = 'en',
    colors = 'light',
    isPhone = false,
    width = isPhone ? 390 : 1440,
    runsScripts = true,
  } = look
  const context = await browser.newContext({
    locale: language === 'en' ? 'en-GB' : 'de-DE',
    timezoneId: 'Europe/Berlin',
    colorScheme: colors,
    viewport: { width, height: 900 },
    hasTouch: isPhone,
    isMobile: isPhone,
    javaScriptEnabled: runsScripts,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(60_000)
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== 'localhost') troubles.push(`asked ${request.url()}`)
  })
  context.on('weberror', (error) => troubles.push(error.error().stack ?? error.error().message))
  context.on('console', (message) => {
    if (/content security policy/i.test(message.text())) troubles.push(message.text())
  })
  const page = await context.newPage()
  return {
    page,
    context,
    async signIn({ username, password, origin }, path) {
      const answer = await context.request.post(`${origin}/api/v1/session`, { data: { username, password } })
      if (!answer.ok()) throw new Error(`${username} cannot sign in: ${await answer.text()}`)
      await page.goto(`${origin}${path}`)
    },
    barriers: (sight, only) => barriersOn(page, sight, only),
  }
}
