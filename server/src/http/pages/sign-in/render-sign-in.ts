import type { Reply } from '../../route.ts'
import { type Html, html } from '../html.ts'
import { pageReply } from '../page-reply.ts'
import { renderField, renderProblem } from '../render-field.ts'
import type { Speech, Words } from '../words.ts'

/** The page on which somebody signs in. */
export interface SignInView {
  readonly speech: Speech
  /** How the cloud calls itself. */
  readonly cloud: string
  /** Where the form goes, and where its sender goes on. */
  readonly action: string
  readonly next: string
  /** What was written in the form before. */
  readonly username?: string
  /** What is said before anything is wrong. */
  readonly notice?: Notice
  /** Why the last attempt failed. */
  readonly problem?: string
  /** Nobody can sign in before there is an administrator. */
  readonly hasAdmin: boolean
  readonly status?: number
}

/** Why somebody is asked to sign in, as addresses say it in `why`. */
export type Notice = 'signed-out' | 'session-over' | 'password-changed'

const notices: Readonly<Record<Notice, (words: Words) => string>> = {
  'signed-out': (words) => words.signedOut,
  'session-over': (words) => words.signedOutByTime,
  'password-changed': (words) => words.signInAfterReset,
}

/** @param why - from an address that anybody can have made */
export function readNotice(why: string | null): Notice | undefined {
  return why !== null && Object.hasOwn(notices, why) ? (why as Notice) : undefined
}

export function signInPage(view: SignInView): Reply {
  const { speech, cloud, status = 200 } = view
  const { words } = speech
  return pageReply({
    status,
    title: `${words.signInTitle} · ${cloud}`,
    speech,
    layout: 'form',
    content: html`<h1>${words.signInTo(cloud)}</h1>
${view.hasAdmin ? undefined : firstAdmin(words)}
${view.notice === undefined ? undefined : html`<p class="notice" role="status">${notices[view.notice](words)}</p>`}
${signInForm(view)}
<p class="aside"><a href="/reset-password">${words.forgotPassword}</a></p>`,
  })
}

function firstAdmin(words: Words): Html {
  return html`<p class="notice">${words.noAdmin} <code>isthmus setup-link</code></p>`
}

function signInForm({ speech: { words }, action, next, username = '', problem }: SignInView): Html {
  const problemId = problem === undefined ? undefined : 'problem'
  return html`<form method="post" action="${action}" class="card">
${renderProblem(problem)}
<input type="hidden" name="next" value="${next}">
${renderField({
  name: 'username',
  label: words.username,
  value: username,
  maxlength: 256,
  autocomplete: 'username',
  autofocus: username === '',
  problemId,
})}
${renderField({
  name: 'password',
  label: words.password,
  type: 'password',
  maxlength: 1024,
  autocomplete: 'current-password',
  autofocus: username !== '',
  problemId,
})}
<button id="submit-btn" type="submit">${words.signIn}</button>
</form>`
}
