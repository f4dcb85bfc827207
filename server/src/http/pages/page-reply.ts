import type { Reply } from '../route.ts'
import { type Html, html } from './html.ts'
import { icon, script, stylesheet } from './page-assets.ts'
import type { Speech } from './words.ts'

/** What a page of ours may do: show itself with its style, run its script, talk to its server. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "frame-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Fields of everything that is behind a link: what is there is for those who have it. */
export const privateHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
} as const

export interface Page {
  readonly status?: number
  readonly title: string
  readonly content: Html
  readonly speech: Speech
  /** `form`: one thing to fill in, in the middle. */
  readonly layout?: 'document' | 'form'
  /** Where else to go, at the top. */
  readonly menu?: Html
  readonly headers?: Readonly<Record<string, string>>
}

/** A page of the server: usable without its script. */
export function pageReply({
  status = 200,
  title,
  content,
  speech,
  layout = 'document',
  menu,
  headers,
}: Page): Reply {
  const page = html`<!doctype html>
<html lang="${speech.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${stylesheet.path}">
<link rel="icon" href="${icon.path}" type="image/svg+xml">
<script src="${script.path}" type="module" blocking="render"></script>
</head>
<body class="${layout}">
<header class="head"><span class="brand"><img src="${icon.path}" alt="" width="28" height="28"><span>${speech.cloud ?? 'Isthmus'}</span></span>${menu}</header>
<main>
${content}
</main>
</body>
</html>
`
  return {
    status,
    headers: {
      ...privateHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      ...headers,
    },
    body: page.text,
  }
}
