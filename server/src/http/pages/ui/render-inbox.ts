import { formatOcmAddress } from '@isthmus/ocm'
import type { InboxItem } from '../../../mounts/index.ts'
import type { Reply } from '../../route.ts'
import { showMoment } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { renderIcon } from '../render-icon.ts'
import { csrfInput, uiPage } from './render-ui.ts'
import type { Guest } from './with-visitor.ts'

/** The page of what others share with somebody. @param problem - why an answer did not work */
export function inboxPage(
  guest: Guest,
  items: readonly InboxItem[],
  { problem, status = 200 }: { problem?: string; status?: number } = {},
): Reply {
  const { words } = guest.speech
  return uiPage(guest, {
    here: '/ui/inbox',
    title: words.inboxTitle,
    status,
    content: html`<header>
<h1>${words.inboxTitle}</h1>
<p class="about">${words.inboxAbout}</p>
</header>
${problem === undefined ? undefined : html`<p class="problem" role="alert">${problem}</p>`}
${items.length === 0 ? html`<p>${words.inboxEmpty}</p>` : html`<ul class="entries">${items.map((item) => itemOf(guest, item))}</ul>`}`,
  })
}

function itemOf(guest: Guest, item: InboxItem): Html {
  const { speech } = guest
  const { words } = speech
  const { name, resourceKind } = item.share
  const { id, state, sender, createdAt, verified } = factsOf(item)
  return html`<li class="share-item">${renderIcon(resourceKind)}<div class="name">
<strong class="share-name">${name}</strong>
<p class="facts"><span>${words.fromPerson(sender)}</span> <span>${showMoment(createdAt, speech)}</span></p>
${verified ? undefined : html`<p class="problem">${words.unverified}</p>`}
${item.place === undefined ? undefined : html`<p class="facts">${words.whereItIs(`/${item.place.path.join('/')}`)}</p>`}
</div>
<span class="share-status status-${state}">${words.inboxStates[state]}</span>
${state === 'pending' ? answers(guest, id, name) : undefined}</li>
`
}

function answers(guest: Guest, id: number, name: string): Html {
  const { words } = guest.speech
  return html`<form method="post" action="/ui/inbox" class="buttons">${csrfInput(guest)}<input type="hidden" name="item" value="${id}">
<button class="btn-accept" type="submit" name="answer" value="accept" aria-label="${words.acceptNamed(name)}">${words.accept}</button>
<button class="btn-decline plain" type="submit" name="answer" value="decline" aria-label="${words.declineNamed(name)}">${words.decline}</button></form>`
}

function factsOf(item: InboxItem) {
  if (item.source === 'local') {
    const { offer, sender } = item
    return {
      id: offer.id,
      state: offer.state,
      sender: said(sender.displayName, sender.address),
      createdAt: offer.createdAt,
      verified: true,
    }
  }
  const { id, state, createdAt, verified, ...share } = item.share
  return {
    id,
    state,
    sender: said(share.senderDisplayName, formatOcmAddress(share.sender)),
    createdAt,
    verified,
  }
}

function said(name: string | undefined, address: string): string {
  return name === undefined || name === address ? address : `${name} (${address})`
}
