import type { Reply } from '../route.ts'
import { type Html, html } from './html.ts'
import { pageReply } from './page-reply.ts'
import type { Speech } from './words.ts'

interface Message {
  readonly status?: number
  /** Also its heading. */
  readonly title: string
  /** What stands below it. */
  readonly says: Html
}

/** A page about one thing: what it is, and how to go on. */
export function messagePage(speech: Speech, { status = 200, title, says }: Message): Reply {
  return pageReply({ status, title, speech, layout: 'form', content: html`<h1>${title}</h1>\n${says}` })
}
