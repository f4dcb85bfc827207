import type { Tenant } from '../../../accounts/index.ts'
import type { Reply } from '../../route.ts'
import { html } from '../html.ts'
import { renderField } from '../render-field.ts'
import { messagePage } from '../render-message.ts'
import type { Speech } from '../words.ts'

/** The page on which the first administrator makes an account. */
export interface SetupView {
  readonly speech: Speech
  readonly tenant: Tenant
  readonly token: string
  /** What was written in the form before, and why it will not do. */
  readonly values?: Readonly<Partial<Record<SetupField, string>>>
  readonly problems?: Readonly<Partial<Record<SetupField, string>>>
  readonly status?: number
}

/** The lines of the form. */
export type SetupField = 'displayName' | 'username' | 'password'

export function setupPage({
  speech,
  tenant,
  token,
  values = {},
  problems = {},
  status = 200,
}: SetupView): Reply {
  const { words } = speech
  const first = (['displayName', 'username', 'password'] as const).find(
    (name) => problems[name] !== undefined,
  )
  const focus = (name: SetupField) => name === (first ?? 'displayName')
  return messagePage(speech, {
    status,
    title: words.setupTitle,
    says: html`<p>${words.setupAbout(tenant.host)}</p>
<form method="post" action="/setup/${token}" class="card">
${renderField({
  name: 'displayName',
  label: words.displayName,
  value: values.displayName ?? '',
  maxlength: 200,
  autocomplete: 'name',
  autofocus: focus('displayName'),
  hint: words.displayNameHint,
  problem: problems.displayName,
})}
${renderField({
  name: 'username',
  label: words.username,
  value: values.username ?? '',
  maxlength: 64,
  autocomplete: 'username',
  autofocus: focus('username'),
  hint: words.usernameHint(tenant.host),
  problem: problems.username,
})}
${renderField({
  name: 'password',
  label: words.password,
  type: 'password',
  maxlength: 1000,
  autocomplete: 'new-password',
  autofocus: focus('password'),
  reveal: words.showPassword,
  hint: words.passwordNewHint,
  problem: problems.password,
})}
<button type="submit">${words.makeAccount}</button>
</form>`,
  })
}

/** The page of a link that opens nothing (any more). */
export function setupGonePage(speech: Speech): Reply {
  const { words } = speech
  return messagePage(speech, {
    status: 404,
    title: words.setupGoneTitle,
    says: html`<p>${words.setupGone} <a href="/login">${words.signIn}</a></p>
<p>${words.setupGoneNext}</p>
<pre class="command"><code>isthmus setup-link</code></pre>`,
  })
}
