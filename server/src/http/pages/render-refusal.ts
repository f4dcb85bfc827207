import type { Reply } from '../route.ts'
import { html } from './html.ts'
import { messagePage } from './render-message.ts'
import type { Speech } from './words.ts'

/** The one page for links that are wrong, over or used up, and for what is not there: it tells nothing apart. */
export function gonePage(speech: Speech): Reply {
  const { words } = speech
  return messagePage(speech, {
    status: 404,
    title: words.goneTitle,
    says: html`<p>${words.gone}</p>`,
  })
}

/** The page at an address at which nothing is. */
export function nowherePage(speech: Speech): Reply {
  const { words } = speech
  return messagePage(speech, {
    status: 404,
    title: words.goneTitle,
    says: html`<p>${words.nowhere}</p>
<p class="aside"><a class="button" href="/">${words.openApp}</a></p>`,
  })
}

/** @param back - address of the page that was left */
export function refusalPage(
  speech: Speech,
  { status, message, back }: { readonly status: number; readonly message: string; readonly back: string },
): Reply {
  const { words } = speech
  return messagePage(speech, {
    status,
    title: words.refusedTitle,
    says: html`<p role="alert">${message}</p>
<p class="aside"><a class="button" href="${back}">${words.back}</a></p>`,
  })
}
