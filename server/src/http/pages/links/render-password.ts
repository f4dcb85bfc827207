import type { Reply } from '../../route.ts'
import { html } from '../html.ts'
import { renderField, renderProblem } from '../render-field.ts'
import { messagePage } from '../render-message.ts'
import type { Speech } from '../words.ts'

/**
 * Asks for the password of a link. It is no success: whoever wanted a file must not take the page for it.
 * @param action - where the form goes
 */
export function passwordPage(
  speech: Speech,
  { action, problem, status = 403 }: { action: string; problem?: string; status?: number },
): Reply {
  const { words } = speech
  return messagePage(speech, {
    status,
    title: words.passwordTitle,
    says: html`<p>${words.passwordHint}</p>
<form method="post" action="${action}" class="card">
${renderProblem(problem)}
${renderField({
  name: 'password',
  label: words.password,
  type: 'password',
  maxlength: 1024,
  autocomplete: 'current-password',
  autofocus: true,
  problemId: problem === undefined ? undefined : 'problem',
})}
<button type="submit">${words.continue}</button>
</form>`,
  })
}
