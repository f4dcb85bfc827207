import type { Reply } from '../route.ts'
import { html } from './html.ts'
import { pageReply } from './page-reply.ts'
import type { Speech } from './words.ts'

/**
 * Asks for the password of a link. It is no success: whoever wanted a file must not take the page for it.
 * @param action - where the form goes
 */
export function passwordPage(
  speech: Speech,
  { action, problem, status = 403 }: { action: string; problem?: string; status?: number },
): Reply {
  const { words } = speech
  const invalid = problem === undefined ? undefined : html` aria-invalid="true" aria-describedby="problem"`
  return pageReply({
    status,
    title: words.passwordTitle,
    speech,
    content: html`<h1>${words.passwordTitle}</h1>
<p>${words.passwordHint}</p>
<form method="post" action="${action}" class="card">
${problem === undefined ? undefined : html`<p id="problem" class="problem" role="alert">${problem}</p>`}
<label for="password">${words.password}</label>
<input id="password" name="password" type="password" required autofocus autocomplete="current-password" maxlength="1024"${invalid}>
<button type="submit">${words.continue}</button>
</form>`,
  })
}
