import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { rootRoute } from '../shell/root-route.tsx'

const first = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  beforeLoad: () => {
    redirect({ to: '/settings/$page', params: { page: 'profile' }, throw: true })
  },
})

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/$page',
  component: lazyRouteComponent(() => import('./settings-area.tsx'), 'SettingsArea'),
})

export const settingsRoutes = [first, page]
