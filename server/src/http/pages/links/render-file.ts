import type { FileResource } from '@isthmus/webdav'
import { previewKindOf } from '../../contents/preview-kind.ts'
import type { Reply } from '../../route.ts'
import { showMoment, showSize } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { pageReply } from '../page-reply.ts'
import { renderIcon } from '../render-icon.ts'
import { linkHref } from './link-address.ts'
import { renderMarkdown } from './render-markdown.ts'
import { aboutLink, breadcrumbs, type Visit } from './render-parts.ts'

/** The beginning of a text. */
export interface TextPreview {
  readonly text: string
  readonly isCut: boolean
}

/** The page of a file: what it is, and what can be seen of it here. */
export function filePage(visit: Visit, file: FileResource, text: TextPreview | undefined): Reply {
  const { link, address, speech } = visit
  const { words } = speech
  const name = address.path.at(-1) ?? link.name
  return pageReply({
    title: name,
    speech,
    content: html`${breadcrumbs(visit)}
<header>
<h1>${renderIcon('file')}${name}</h1>
<p class="about">${showSize(file.size, speech)} · ${showMoment(file.modifiedAt, speech)}</p>
${aboutLink(visit)}
<p class="buttons"><a class="button" href="${linkHref(address.token, address.path, 'download')}" download>${words.download}</a>${
      // Not every browser shows one within a page.
      previewKindOf(file) === 'pdf' && !link.limited
        ? html` <a class="button" href="${linkHref(address.token, address.path, 'view')}">${words.open}</a>`
        : undefined
    }</p>
</header>
${link.limited ? undefined : previewSection(visit, file, name, text)}`,
  })
}

function previewSection(visit: Visit, file: FileResource, name: string, text: TextPreview | undefined): Html {
  const { words } = visit.speech
  return html`<section aria-labelledby="preview">
<h2 id="preview" class="unseen">${words.preview}</h2>
${preview(visit, file, name, text) ?? html`<p>${words.noPreview}</p>`}
</section>`
}

function preview(
  { address: { token, path }, speech: { words } }: Visit,
  file: FileResource,
  name: string,
  text: TextPreview | undefined,
): Html | undefined {
  const source = linkHref(token, path, 'view')
  switch (previewKindOf(file)) {
    case 'image':
      return html`<img class="preview" src="${source}" alt="${name}">`
    case 'audio':
      return html`<audio class="preview" src="${source}" controls preload="metadata"></audio>`
    case 'video':
      return html`<video class="preview" src="${source}" controls preload="metadata"></video>`
    case 'pdf':
      return html`<iframe class="preview" src="${source}" title="${name}"></iframe>`
    case 'text':
      return (
        text &&
        html`${
          file.contentType === 'text/markdown'
            ? html`<article class="preview markdown">${renderMarkdown(text.text)}</article>`
            : html`<pre class="preview" tabindex="0">${text.text}</pre>`
        }
${text.isCut ? html`<p>${words.previewCut}</p>` : undefined}`
      )
    case undefined:
      return undefined
  }
}
