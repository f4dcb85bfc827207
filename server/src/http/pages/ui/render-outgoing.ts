import type { Reply } from '../../route.ts'
import { html } from '../html.ts'
import { renderField } from '../render-field.ts'
import { csrfInput, uiPage } from './render-ui.ts'
import type { Guest } from './with-visitor.ts'

/** Where the form goes: the interop suite of the field waits for an answer from an address that ends like this. */
const outgoingAction = '/ui/api/shares/outgoing'

/** What became of an order, and what was written in the form. */
export interface OutgoingResult {
  readonly kind: 'success' | 'notice' | 'problem'
  readonly message: string
  readonly status: number
  readonly shareWith: string
  readonly path: string
  /** The line that will not do, if one will not. */
  readonly wrong?: 'share-with' | 'local-path'
}

/** The page on which somebody shares a file or a folder. */
export function outgoingPage(guest: Guest, result?: OutgoingResult): Reply {
  const { words } = guest.speech
  const isWrong = result?.kind === 'problem'
  return uiPage(guest, {
    here: '/ui/outgoing',
    title: words.outgoingTitle,
    status: result?.status ?? 200,
    content: html`<header>
<h1>${words.outgoingTitle}</h1>
<p class="about">${words.outgoingAbout}</p>
</header>
<form id="outgoing-share-form" method="post" action="${outgoingAction}" class="card narrow">
${result === undefined ? undefined : html`<p id="share-result" class="${result.kind}" role="${isWrong ? 'alert' : 'status'}">${result.message}</p>`}
${csrfInput(guest)}
${renderField({
  name: 'share-with',
  label: words.shareWith,
  value: isWrong ? result.shareWith : '',
  maxlength: 1024,
  autocomplete: 'off',
  autofocus: result?.wrong !== 'local-path',
  hint: words.shareWithHint,
  problemId: result?.wrong === 'share-with' ? 'share-result' : undefined,
})}
${renderField({
  name: 'local-path',
  label: words.localPath,
  value: isWrong ? result.path : '',
  maxlength: 4096,
  autocomplete: 'off',
  autofocus: result?.wrong === 'local-path',
  hint: words.localPathHint,
  problemId: result?.wrong === 'local-path' ? 'share-result' : undefined,
})}
<button id="share-submit" type="submit">${words.shareSubmit}</button>
</form>`,
  })
}
