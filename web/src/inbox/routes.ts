import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../root-route.ts'

const inbox = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shared/with-me',
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
})

export const inboxRoutes = [inbox]
