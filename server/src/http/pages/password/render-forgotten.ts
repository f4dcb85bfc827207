import type { Reply } from '../../route.ts'
import { html } from '../html.ts'
import { renderField, renderProblem } from '../render-field.ts'
import { messagePage } from '../render-message.ts'
import type { Speech } from '../words.ts'

/** The page on which somebody asks for a new password. */
export interface ForgottenView {
  readonly speech: Speech
  /** Whether this cloud can send mail at all. */
  readonly hasMail: boolean
  /** The form was sent. */
  readonly sent: boolean
  readonly problem?: string
  readonly status?: number
}

export function forgottenPage({ speech, hasMail, sent, problem, status = 200 }: ForgottenView): Reply {
  const { words } = speech
  const form = html`<p>${words.forgotAbout}</p>
<form method="post" action="/reset-password" class="card">
${renderProblem(problem)}
${renderField({
  name: 'login',
  label: words.forgotLogin,
  maxlength: 1024,
  autocomplete: 'username',
  autofocus: true,
  problemId: problem === undefined ? undefined : 'problem',
})}
<button type="submit">${words.forgotSend}</button>
</form>`
  const message = (text: string) => html`<p class="notice" role="status">${text}</p>`
  return messagePage(speech, {
    status,
    title: words.forgotTitle,
    says: html`${hasMail ? (sent ? message(words.forgotSent) : form) : message(words.forgotNoMail)}
<p class="aside"><a href="/login">${words.backToSignIn}</a></p>`,
  })
}
