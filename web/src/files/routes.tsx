import { createRoute, redirect } from '@tanstack/react-router'
import { rootRoute } from '../shell/root-route.tsx'
import { FilesPage } from './files-page.tsx'

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/files/$', params: { _splat: '' }, throw: true })
  },
})

const own = createRoute({ getParentRoute: () => rootRoute, path: '/files/$', component: FilesPage })

const search = createRoute({
  getParentRoute: () => rootRoute,
  path: '/search',
  validateSearch: (given: Record<string, unknown>) => ({
    text: typeof given['text'] === 'string' ? given['text'] : '',
  }),
  component: FilesPage,
})

export const filesRoutes = [home, own, search]
