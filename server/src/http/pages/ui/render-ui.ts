import type { Reply } from '../../route.ts'
import { type Html, html } from '../html.ts'
import { pageReply } from '../page-reply.ts'
import { csrfField } from '../visitor.ts'
import type { Guest } from './with-visitor.ts'

/** A light page with the way to the others. @param here - its address */
export function uiPage(
  guest: Guest,
  { here, title, content, status = 200 }: { here: string; title: string; content: Html; status?: number },
): Reply {
  const { speech } = guest
  const { words } = speech
  const places = [
    ['/ui/inbox', words.inboxTitle],
    ['/ui/outgoing', words.outgoingTitle],
    ['/', words.openApp],
  ] as const
  return pageReply({
    status,
    title,
    speech,
    menu: html`<nav aria-label="${words.lightPages}"><ul class="menu">${places.map(
      ([path, name]) =>
        html`<li><a href="${path}"${path === here ? html` aria-current="page"` : undefined}>${name}</a></li>`,
    )}</ul></nav>
<form method="post" action="/logout">${csrfInput(guest)}<button class="plain" type="submit">${words.signOut}</button></form>`,
    content,
  })
}

/** Shows that one of our pages made the form it is in. */
export function csrfInput({ csrf }: Guest): Html {
  return html`<input type="hidden" name="${csrfField}" value="${csrf}">`
}
