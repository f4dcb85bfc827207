import type { BrowserWindow, Person } from '@isthmus/testkit'

type Page = BrowserWindow['page']
type Locator = ReturnType<Page['locator']>

/**
 * The steps by which the interop suite of the field drives a server, in its order, with its selectors and waits:
 * github.com/cs3org/ocm-test-suite, commit a4c82f06c4f8c80fd2e1573128ba66706a939c44, `cypress/e2e/{login,share-with}/steps.ts`
 * and `cypress/support/adapters/ocmgo/v1/`. Its tests each begin without cookies: give each part a window of its own.
 */
export interface SuiteSteps {
  openLoginPage(): Promise<void>
  submitLogin(): Promise<void>
  assertLoggedIn(): void
  shareWithFederatedRecipient(sharedFileName: string, federatedRecipientId: string): Promise<void>
  acceptIncomingShare(sharedFileName: string): Promise<void>
}

/** Where the suite puts what is shared: a folder of the sender's container, and for us one among the sender's files. */
export const shareFolder = 'tmp/ocmts-share'

/** Of the suite's `timeout`s, 20 seconds each; the shorter ones are as long: a machine that runs other tests is slow. */
const timeout = 20_000

export function suiteSteps(page: Page, { origin, username, password }: Person): SuiteSteps {
  const field = async (selector: string, text: string): Promise<void> => {
    const found = page.locator(selector)
    await found.clear({ timeout })
    await found.pressSequentially(text)
  }
  return {
    async openLoginPage() {
      await visit(page, `${origin}/ui/login`)
      await page.locator('#username').waitFor({ timeout })
      await page.locator('#password').waitFor({ timeout })
    },
    async submitLogin() {
      await field('#username', username)
      await field('#password', password)
      await page.locator('#submit-btn').click({ timeout })
      await page.waitForURL(/\/ui\/inbox/, { timeout })
    },
    assertLoggedIn() {
      if (!page.url().includes('/ui/inbox')) throw new Error(`not signed in: ${page.url()}`)
    },
    async shareWithFederatedRecipient(sharedFileName, federatedRecipientId) {
      await visit(page, `${origin}/ui/outgoing`)
      await page.locator('#outgoing-share-form').waitFor({ timeout })
      await field('#share-with', federatedRecipientId)
      await field('#local-path', `/${shareFolder}/${sharedFileName}`)
      const answered = page.waitForResponse(
        (response) =>
          response.request().method() === 'POST' && response.url().includes('/api/shares/outgoing'),
        { timeout },
      )
      await page.locator('#share-submit').click({ timeout })
      const answer = await answered
      if (!answer.ok()) throw new Error(`api/shares/outgoing failed: HTTP ${answer.status()}`)
      await containing(page.locator('#share-result'), 'Share sent successfully').waitFor({ timeout })
    },
    async acceptIncomingShare(sharedFileName) {
      await visit(page, `${origin}/ui/inbox`)
      await page.locator('.share-item').first().waitFor({ state: 'attached', timeout })
      const item = containing(page.locator('.share-item .share-name'), sharedFileName)
        .first()
        .locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " share-item ")][1]')
      await item.scrollIntoViewIfNeeded({ timeout })
      await item.locator('button.btn-accept, .btn-accept').first().click({ timeout })
      // The class or the English word.
      const status = item
        .locator('.status-accepted')
        .or(item.locator('.share-status', { hasText: 'accepted' }))
      await status.first().waitFor({ state: 'attached', timeout })
    },
  }
}

/** `cy.visit`: fails on anything but a page that was found, and waits until it is loaded. */
async function visit(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address, { waitUntil: 'load' })
  const type = answer?.headers()['content-type'] ?? 'none'
  if (answer?.ok() && type.startsWith('text/html')) return
  throw new Error(`${address}: HTTP ${answer?.status()}, ${type}`)
}

/** `cy.contains`: letters as they are. */
function containing(locator: Locator, text: string): Locator {
  return locator.filter({ hasText: new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)) })
}
