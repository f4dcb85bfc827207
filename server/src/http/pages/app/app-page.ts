import { defineRoute, type Reply } from '../../route.ts'
import { html } from '../html.ts'
import { messagePage } from '../render-message.ts'
import { seeOther } from '../see-other.ts'
import { speechOf } from '../speech-of.ts'
import { findVisitor } from '../visitor.ts'
import type { Speech } from '../words.ts'
import { appPaths } from './app-paths.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/',
  alsoAt: appPaths,
  access: 'none',
  body: 'none',
  summary: 'The app, for whoever is signed in.',
  async handle(call) {
    const page = await call.application.app.page()
    if (page === undefined) return notBuilt(await speechOf(call))
    if ((await findVisitor(call)) === undefined) return seeOther(signInAddress(call.rawUrl))
    return {
      status: 200,
      headers: {
        'content-type': page.contentType,
        'content-security-policy': policy,
        // Who is signed out must not see it again, and a newer app has other files.
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex, nofollow',
      },
      body: page.bytes,
    }
  },
})

/** What the app may do: nothing that does not come from this server, and nothing that stands in the page itself. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "frame-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "manifest-src 'self'",
].join('; ')

function signInAddress(wanted: string): string {
  return wanted === '/' ? '/login' : `/login?next=${encodeURIComponent(wanted)}`
}

function notBuilt(speech: Speech): Reply {
  const { words } = speech
  return messagePage(speech, {
    status: 503,
    title: words.notBuiltTitle,
    says: html`<p>${words.notBuilt}</p>
<pre class="command"><code>npm run build</code></pre>
<p>${words.notBuiltNothing}</p>`,
  })
}
