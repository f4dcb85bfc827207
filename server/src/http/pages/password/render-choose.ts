import type { OpenPasswordLink } from '../../../accounts/index.ts'
import type { Reply } from '../../route.ts'
import { html } from '../html.ts'
import { pageReply } from '../page-reply.ts'
import { renderField } from '../render-field.ts'
import { messagePage } from '../render-message.ts'
import type { Speech } from '../words.ts'

/** The page on which somebody chooses a password, by a link from a mail. */
export interface ChooseView {
  readonly speech: Speech
  readonly token: string
  readonly link: OpenPasswordLink
  readonly problem?: string
  readonly status?: number
}

export function choosePage({ speech, token, link, problem, status = 200 }: ChooseView): Reply {
  const { words } = speech
  const { username } = link.user
  const isFirst = link.purpose === 'invitation'
  const title = isFirst ? words.chooseFirstTitle : words.chooseTitle
  return pageReply({
    status,
    title,
    speech,
    layout: 'form',
    content: html`<h1>${title}</h1>
<p>${isFirst ? words.chooseFirstAbout(username) : words.chooseAbout(username)}</p>
<form method="post" action="/reset-password/${token}" class="card">
<input name="username" value="${username}" autocomplete="username" hidden readonly>
${renderField({
  name: 'password',
  label: isFirst ? words.password : words.newPassword,
  type: 'password',
  maxlength: 1000,
  autocomplete: 'new-password',
  autofocus: true,
  reveal: words.showPassword,
  hint: words.passwordNewHint,
  problem,
})}
<button type="submit">${words.choose}</button>
</form>`,
  })
}

/** The page of a link from a mail that does not work (any more). @param next - what to do about it */
export function linkOverPage(speech: Speech, next: 'ask-anew' | 'settings'): Reply {
  const { words } = speech
  return messagePage(speech, {
    status: 404,
    title: words.linkOverTitle,
    says: html`<p>${words.linkOver}</p>
${
  next === 'ask-anew'
    ? html`<p class="aside"><a class="button" href="/reset-password">${words.askAnew}</a></p>`
    : html`<p>${words.verifyAnew}</p>
<p class="aside"><a class="button" href="/settings">${words.openApp}</a></p>`
}`,
  })
}
