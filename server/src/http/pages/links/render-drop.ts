import type { Reply } from '../../route.ts'
import { html } from '../html.ts'
import { pageReply } from '../page-reply.ts'
import { aboutLink, uploadForm, type Visit } from './render-parts.ts'

/** The page of a folder that takes files and shows none. */
export function dropPage(visit: Visit): Reply {
  const { link, speech } = visit
  const title = speech.words.dropHere(link.sharedBy)
  return pageReply({
    title,
    speech,
    content: html`<header>
<h1>${title}</h1>
<p>${link.name}</p>
${aboutLink(visit)}
<p>${speech.words.dropHint}</p>
</header>
${uploadForm(visit)}`,
  })
}
