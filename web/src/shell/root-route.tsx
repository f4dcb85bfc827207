import { createRootRoute } from '@tanstack/react-router'
import { Shell } from './shell.tsx'

/** The frame around all pages. */
export const rootRoute = createRootRoute({ component: Shell })
