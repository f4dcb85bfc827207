import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { fetchWords } from '../i18n/i18n.ts'
import { rootRoute } from '../root-route.ts'

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
  component: lazyRouteComponent(async () => {
    await fetchWords('settings')
    return await import('./settings-area.tsx')
  }, 'SettingsArea'),
})

export const settingsRoutes = [first, page]
