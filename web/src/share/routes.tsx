import { createRoute } from '@tanstack/react-router'
import { InboxPage } from '../inbox/inbox-page.tsx'
import { rootRoute } from '../shell/root-route.tsx'
import { SharedByMePage } from './shared-by-me-page.tsx'

const withMe = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shared/with-me',
  component: InboxPage,
})

const byMe = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shared/by-me',
  component: SharedByMePage,
})

export const shareRoutes = [withMe, byMe]
