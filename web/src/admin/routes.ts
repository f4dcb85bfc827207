import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { fetchWords } from '../i18n/i18n.ts'
import { rootRoute } from '../root-route.ts'

const first = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin',
  beforeLoad: () => {
    redirect({ to: '/admin/$page', params: { page: 'overview' }, throw: true })
  },
})

const component = lazyRouteComponent(async () => {
  await Promise.all([fetchWords('admin'), fetchWords('faults')])
  return await import('./admin-area.tsx')
}, 'AdminArea')

const page = createRoute({ getParentRoute: () => rootRoute, path: '/admin/$page', component })

/** One user, one group, one space, one server. */
const item = createRoute({ getParentRoute: () => rootRoute, path: '/admin/$page/$item', component })

export const adminRoutes = [first, page, item]
