import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../root-route.ts'

const byMe = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shared/by-me',
  component: lazyRouteComponent(() => import('./by-me/shared-by-me-page.tsx'), 'SharedByMePage'),
})

export const shareRoutes = [byMe]
