import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root-route.tsx'

const withMe = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shared/with-me',
  component: lazyRouteComponent(() => import('../inbox/inbox-page.tsx'), 'InboxPage'),
})

const byMe = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shared/by-me',
  component: lazyRouteComponent(() => import('./shared-by-me-page.tsx'), 'SharedByMePage'),
})

export const shareRoutes = [withMe, byMe]
