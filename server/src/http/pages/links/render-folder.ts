import type { FolderResource, Resource } from '@isthmus/webdav'
import type { Reply } from '../../route.ts'
import { showMoment, showSize } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { pageReply } from '../page-reply.ts'
import { renderField } from '../render-field.ts'
import { renderIcon } from '../render-icon.ts'
import { linkHref } from './link-address.ts'
import { aboutLink, breadcrumbs, uploadForm, type Visit } from './render-parts.ts'

/** Entries on one page. */
const pageLength = 500

/** The page of a folder: what is in it, and what can be done with it. */
export function folderPage(visit: Visit, folder: FolderResource, children: readonly Resource[]): Reply {
  const { link, address, speech } = visit
  const { words, locale } = speech
  const name = address.path.at(-1) ?? link.name
  const entries = sorted(children, locale)
  const pages = Math.max(1, Math.ceil(entries.length / pageLength))
  const page = Math.min(Math.max(1, Math.trunc(Number(address.query.get('page')) || 1)), pages)
  const shown = entries.slice((page - 1) * pageLength, page * pageLength)
  return pageReply({
    title: name,
    speech,
    content: html`${breadcrumbs(visit)}
<header>
<h1>${name}</h1>
${aboutLink(visit)}
${entries.length === 0 ? undefined : html`<p><a class="button" href="${linkHref(address.token, address.path, 'zip')}" download>${words.downloadAll}</a></p>`}
</header>
<section aria-labelledby="contents">
<h2 id="contents" class="unseen">${words.contents}</h2>
${entries.length === 0 ? html`<p>${words.emptyFolder}</p>` : html`<ul class="entries">${shown.map((entry) => entryItem(visit, entry, folder))}</ul>`}
${pages > 1 ? pager(visit, page, pages) : undefined}
</section>
${folder.rights.create ? html`<div class="beside">${uploadForm(visit)}${folderForm(visit)}</div>` : undefined}`,
  })
}

/** Folders first, then as people count: `2` before `10`. */
function sorted(children: readonly Resource[], locale: string): Resource[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  return children.toSorted((one, other) =>
    one.kind === other.kind ? compare(one.name, other.name) : one.kind === 'folder' ? -1 : 1,
  )
}

function entryItem(
  { address: { token, path }, speech }: Visit,
  entry: Resource,
  folder: FolderResource,
): Html {
  const { words } = speech
  const place = [...path, entry.name]
  const isFile = entry.kind === 'file'
  return html`<li>${renderIcon(entry.kind)}<a class="name" href="${linkHref(token, place)}">${entry.name}</a>
<span class="facts">${entry.size === undefined ? undefined : html`<span>${showSize(entry.size, speech)}</span> `}<span>${showMoment(entry.modifiedAt, speech)}</span></span>
<span class="actions"><a href="${linkHref(token, place, isFile ? 'download' : 'zip')}" download aria-label="${words.downloadNamed(entry.name)}">${words.download}</a>${
    folder.rights.delete || entry.rights.delete
      ? html` <a href="${linkHref(token, place, 'remove')}" aria-label="${words.removeNamed(entry.name)}">${words.remove}</a>`
      : undefined
  }</span></li>
`
}

function pager({ address: { token, path }, speech: { words } }: Visit, page: number, pages: number): Html {
  const to = (number: number) => linkHref(token, path, `page=${number}`)
  return html`<nav class="pager" aria-label="${words.page(page, pages)}">${
    page > 1 ? html`<a href="${to(page - 1)}" rel="prev">${words.previousPage}</a>` : undefined
  } <span>${words.page(page, pages)}</span> ${
    page < pages ? html`<a href="${to(page + 1)}" rel="next">${words.nextPage}</a>` : undefined
  }</nav>`
}

function folderForm({ address: { token, path }, speech: { words } }: Visit): Html {
  return html`<form method="post" action="${linkHref(token, path)}" class="card narrow">
<h2>${words.newFolder}</h2>
${renderField({ name: 'folder', label: words.folderName, maxlength: 255, autocomplete: 'off' })}
<button type="submit">${words.makeFolder}</button>
</form>`
}
