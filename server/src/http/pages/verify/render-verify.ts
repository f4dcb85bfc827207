import type { Reply } from '../../route.ts'
import { html } from '../html.ts'
import { messagePage } from '../render-message.ts'
import type { Speech } from '../words.ts'

/**
 * Asks whether the mail has reached its reader: programs that look at links before people do open pages, and press no
 * buttons.
 * @param problem - why the address cannot be theirs
 */
export function verifyPage(
  speech: Speech,
  token: string,
  { problem, status = 200 }: { readonly problem?: string; readonly status?: number } = {},
): Reply {
  const { words } = speech
  return messagePage(speech, {
    status,
    title: words.verifyTitle,
    says: html`<p>${words.verifyAbout}</p>
<form method="post" action="/verify-email/${token}" class="card">
${problem === undefined ? undefined : html`<p class="problem" role="alert">${problem}</p>`}
<button type="submit">${words.verify}</button>
</form>`,
  })
}

/** Says whose address it is now. */
export function verifiedPage(speech: Speech, address: string): Reply {
  const { words } = speech
  return messagePage(speech, {
    title: words.verifiedTitle,
    says: html`<p role="status">${words.verified(address)}</p>
<p class="aside"><a class="button" href="/">${words.openApp}</a></p>`,
  })
}
