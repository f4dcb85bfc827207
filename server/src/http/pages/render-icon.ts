import { type Html, html } from './html.ts'

/** Drawn next to a name that says the same: not for those who listen. */
export function renderIcon(kind: 'file' | 'folder'): Html {
  const drawing =
    kind === 'folder'
      ? html`<path d="M2 5a1 1 0 0 1 1-1h4.5l2 2H17a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z"/>`
      : html`<path d="M5 2h7l4 4v11a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm6.5 1.5V7H15z"/>`
  return html`<svg class="icon ${kind}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${drawing}</svg>`
}
