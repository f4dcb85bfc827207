import { createRootRoute } from '@tanstack/react-router'

/** What all pages are below; `router.ts` puts the shell around them. */
export const rootRoute = createRootRoute()
