import type { Reply } from '../../route.ts'
import { html } from '../html.ts'
import { pageReply } from '../page-reply.ts'
import { linkHref } from './link-address.ts'
import { breadcrumbs, type Visit } from './render-parts.ts'

/** Asks whether something is really to be removed. */
export function removalPage(visit: Visit, name: string): Reply {
  const { address, speech } = visit
  const { words } = speech
  const title = words.removeQuestion(name)
  return pageReply({
    title,
    speech,
    content: html`${breadcrumbs(visit)}
<h1>${title}</h1>
<form method="post" action="${linkHref(address.token, address.path)}" class="card narrow">
<input type="hidden" name="remove" value="yes">
<div class="buttons"><button type="submit" class="danger">${words.remove}</button>
<a class="button" href="${linkHref(address.token, address.path.slice(0, -1))}">${words.cancel}</a></div>
</form>`,
  })
}
