import type { DavPath } from '@isthmus/webdav'
import type { OpenLink } from '../../../shares/index.ts'
import { showMoment } from '../figures.ts'
import { type Html, html } from '../html.ts'
import type { Speech } from '../words.ts'
import { type LinkAddress, linkHref } from './link-address.ts'

/** A link that is open, where somebody is in it. */
export interface Visit {
  readonly link: OpenLink
  readonly address: LinkAddress
  readonly speech: Speech
}

/** Who shares this, until when, and what they say about it. */
export function aboutLink({ link, address: { path }, speech }: Visit): Html {
  const { words } = speech
  return html`<p class="about">${words.sharedBy(link.sharedBy)}${
    link.expiresAt === undefined ? undefined : html`. ${words.endsOn} ${showMoment(link.expiresAt, speech)}.`
  }</p>
${link.limited ? html`<p class="about">${words.limited}</p>` : undefined}
${link.note === undefined || path.length > 0 ? undefined : html`<p class="note">${link.note}</p>`}`
}

/** The way from the root of the link down. */
export function breadcrumbs({ link, address: { token, path }, speech }: Visit): Html | undefined {
  if (path.length === 0) return undefined
  const places: { name: string; path: DavPath }[] = [
    { name: link.name, path: [] },
    ...path.map((name, depth) => ({ name, path: path.slice(0, depth + 1) })),
  ]
  return html`<nav aria-label="${speech.words.whereYouAre}"><ol class="breadcrumbs">${places.map(
    (place, depth) =>
      depth === places.length - 1
        ? html`<li aria-current="page">${place.name}</li>`
        : html`<li><a href="${linkHref(token, place.path)}">${place.name}</a></li>`,
  )}</ol></nav>`
}

/** A form that puts files into the folder; the script of the page adds progress and dropping. */
export function uploadForm({ link, address: { token, path, query }, speech }: Visit): Html {
  const { words } = speech
  const isDrop = link.access === 'drop'
  return html`<form method="post" action="${linkHref(token, path)}" enctype="multipart/form-data" class="card narrow" data-upload
data-uploading="${words.uploading}" data-uploaded="${words.uploaded}" data-failed="${words.failed}">
${isDrop ? undefined : html`<h2>${words.uploadHere}</h2>`}
${addedMessage(query, speech)}
<div class="field">
<label for="files">${words.chooseFiles}</label>
<input id="files" name="file" type="file" multiple required>
</div>
<button type="submit">${words.upload}</button>
<p class="hint" data-drop-hint hidden>${words.orDrop}</p>
<ul class="uploads" data-uploads aria-live="polite"></ul>
</form>`
}

function addedMessage(query: URLSearchParams, { words }: Speech): Html | undefined {
  const count = /^\d{1,4}$/.exec(query.get('added') ?? '')?.[0]
  if (count === undefined) return undefined
  const message = count === '0' ? words.nothingAdded : words.added(Number(count))
  return html`<p role="status" class="${count === '0' ? 'problem' : 'success'}">${message}</p>`
}
