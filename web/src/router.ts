/** The pages of the app. */
import { createRouter } from '@tanstack/react-router'
import { adminRoutes } from './admin/routes.ts'
import { filesRoutes } from './files/routes.tsx'
import { inboxRoutes } from './inbox/routes.ts'
import { noteDeparture } from './kit/arrival.ts'
import { rootRoute } from './root-route.ts'
import { settingsRoutes } from './settings/routes.ts'
import { shareRoutes } from './share/routes.ts'
import { Crash } from './shell/crash.tsx'
import { NotFound } from './shell/not-found.tsx'
import { Shell } from './shell/shell.tsx'

const routeTree = rootRoute
  .update({ component: Shell })
  .addChildren([...filesRoutes, ...inboxRoutes, ...shareRoutes, ...settingsRoutes, ...adminRoutes])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Crash,
  scrollRestoration: true,
  // Texts stay texts: what is looked for or called `true` or `2026` is not read as JSON.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const given = Object.entries(search as Record<string, unknown>).filter(([, value]) => value !== undefined)
    const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
    return text && `?${text}`
  },
})

// Where the app begins, the browser itself reads out the page.
router.subscribe('onBeforeNavigate', ({ fromLocation }) => {
  if (fromLocation !== undefined) noteDeparture()
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
