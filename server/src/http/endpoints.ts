import { fault } from '../platform/errors.ts'
import { faultReply } from './error-reply.ts'
import type { Reply, Route, Surface } from './route.ts'

/** What answers some methods at a pattern of the router. */
export interface Endpoint {
  readonly url: string
  readonly methods: readonly string[]
  readonly route: Route
}

/**
 * The whole of what a listener answers: the routes; HEAD wherever there is a GET (RFC 9110 9.1); and, for every other
 * method at a known address, what is allowed there instead.
 * @param allMethods - every method that a request can have
 */
export function endpointsOf(routes: readonly Route[], allMethods: readonly string[]): Endpoint[] {
  const byUrl = new Map<string, Route[]>()
  for (const route of routes) {
    for (const url of [route.path, ...(route.alsoAt ?? [])].flatMap(patternsOf))
      byUrl.set(url, [...(byUrl.get(url) ?? []), route])
  }
  return [...byUrl].flatMap(([url, here]) => endpointsAt(url, here, allMethods))
}

/** `/dav/files/:user/*` also means `/dav/files/:user`. */
function patternsOf(path: string): string[] {
  return path.endsWith('/*') ? [path.slice(0, -2), path] : [path]
}

function endpointsAt(url: string, routes: readonly Route[], allMethods: readonly string[]): Endpoint[] {
  const declared = new Set(routes.flatMap((route) => route.methods))
  const endpoints = routes.map((route) => ({
    url,
    methods:
      !declared.has('HEAD') && route.methods.includes('GET') ? [...route.methods, 'HEAD'] : route.methods,
    route,
  }))
  const served = new Set(endpoints.flatMap(({ methods }) => methods))
  const allow = [...served.union(new Set(['OPTIONS']))].join(', ')
  const { surface = 'operations' } = routes[0] ?? {}
  const options = served.has('OPTIONS')
    ? []
    : [{ url, methods: ['OPTIONS'], route: bare(surface, url, () => ({ status: 204, headers: { allow } })) }]
  const others = allMethods.filter((method) => !served.has(method) && method !== 'OPTIONS')
  return [
    ...endpoints,
    ...options,
    { url, methods: others, route: bare(surface, url, (language) => refusal(surface, allow, language)) },
  ]
}

function refusal(surface: Surface, allow: string, language: string | undefined): Reply {
  const error = fault('method-not-allowed', { detail: `Allowed are: ${allow}.` })
  const reply = faultReply(surface, error, language)
  return { ...reply, headers: { ...reply.headers, allow } }
}

/** Where nothing is. */
export function nothingAt(path: string): Route {
  const surface = surfaceOf(path)
  return bare(surface, path, (language) => faultReply(surface, fault('not-found'), language))
}

/** A route that answers without looking at anything. */
function bare(surface: Surface, path: string, answer: (language: string | undefined) => Reply): Route {
  return {
    surface,
    methods: [],
    path,
    access: 'none',
    body: 'none',
    anyHost: true,
    summary: '',
    handle: async ({ headers }) => answer(headers['accept-language']),
  }
}

/** The surface that a path lies on, for errors where no route is: what is no program's address, people see. */
export function surfaceOf(path: string): Surface {
  return prefixes.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'page'
}

const prefixes: readonly (readonly [string, Surface])[] = [
  ['/api/', 'api'],
  ['/dav/', 'dav'],
  ['/public.php/', 'dav'],
  ['/ocm/', 'ocm'],
  ['/.well-known/ocm', 'ocm'],
  ['/ocm-provider', 'ocm'],
  ['/healthz', 'operations'],
  ['/readyz', 'operations'],
]
