import { fault } from '../platform/errors.ts'
import { faultReply } from './error-reply.ts'
import { speechOf } from './pages/speech-of.ts'
import type { Speech } from './pages/words.ts'
import type { Reply, Route, Surface } from './route.ts'

/** What answers some methods at a pattern of the router. */
export interface Endpoint {
  readonly url: string
  readonly methods: readonly string[]
  readonly route: Route
}

/**
 * What the router of a listener is told: the routes; HEAD wherever there is a GET (RFC 9110 9.1); OPTIONS; and the
 * refusal of a method at an address that another pattern, which takes the method, means too. Where none of them is
 * meant, `otherwise` answers.
 */
export function endpointsOf(routes: readonly Route[]): Endpoint[] {
  const addresses = addressesOf(routes)
  return addresses.flatMap(({ url, segments, served, endpoints, refusal }) => {
    const rivals = addresses.filter((other) => other.url !== url && meet(segments, other.segments))
    const refused = new Set(rivals.flatMap((rival) => [...rival.served])).difference(served)
    return refused.size === 0 ? endpoints : [...endpoints, { url, methods: [...refused], route: refusal }]
  })
}

/**
 * Answers the requests that no endpoint is meant by: at a known address, with what is allowed there instead. To tell the
 * router of every method at every address would take it a tenth of a second, at each start.
 * @returns by path, without a query
 */
export function otherwise(routes: readonly Route[]): (path: string) => Route {
  const addresses = addressesOf(routes)
    .toSorted((one, other) => (precedence(one.segments) < precedence(other.segments) ? -1 : 1))
    .map(({ segments, refusal }) => ({ shape: shapeOf(segments), refusal }))
  return (path) => addresses.find(({ shape }) => shape.test(path))?.refusal ?? nothingAt(path)
}

/** All that a listener has at one pattern. */
interface Address {
  readonly url: string
  /** What stands between its slashes. */
  readonly segments: readonly string[]
  readonly served: ReadonlySet<string>
  readonly endpoints: readonly Endpoint[]
  /** For every other method. */
  readonly refusal: Route
}

function addressesOf(routes: readonly Route[]): Address[] {
  const byUrl = new Map<string, Route[]>()
  for (const route of routes) {
    for (const url of [route.path, ...(route.alsoAt ?? [])].flatMap(patternsOf))
      byUrl.set(url, [...(byUrl.get(url) ?? []), route])
  }
  return [...byUrl].map(([url, here]) => addressAt(url, here))
}

/** `/dav/files/:user/*` also means `/dav/files/:user`. */
function patternsOf(path: string): string[] {
  return path.endsWith('/*') ? [path.slice(0, -2), path] : [path]
}

function addressAt(url: string, routes: readonly Route[]): Address {
  const declared = new Set(routes.flatMap((route) => route.methods))
  const endpoints = routes.map((route) => ({
    url,
    methods:
      !declared.has('HEAD') && route.methods.includes('GET') ? [...route.methods, 'HEAD'] : route.methods,
    route,
  }))
  const served = new Set([...endpoints.flatMap(({ methods }) => methods), 'OPTIONS'])
  const allow = [...served].join(', ')
  const { surface = 'operations' } = routes[0] ?? {}
  const options = declared.has('OPTIONS')
    ? []
    : [{ url, methods: ['OPTIONS'], route: bare(surface, url, () => ({ status: 204, headers: { allow } })) }]
  return {
    url,
    segments: url.split('/'),
    served,
    endpoints: [...endpoints, ...options],
    refusal: bare(surface, url, (speech) => refuse(surface, allow, speech)),
  }
}

/** Whether some address is meant by both patterns. */
function meet(one: readonly string[], other: readonly string[]): boolean {
  for (const [index, segment] of one.entries()) {
    const beside = other[index]
    if (segment === '*' || beside === '*') return true
    if (beside === undefined) return false
    if (segment !== beside && !segment.startsWith(':') && !beside.startsWith(':')) return false
  }
  return one.length === other.length || other[one.length] === '*'
}

/** Sorts a pattern before those that the router asks later: a name is before any name, and that before everything. */
function precedence(segments: readonly string[]): string {
  return segments.map((segment) => (segment === '*' ? 2 : segment.startsWith(':') ? 1 : 0)).join('')
}

function shapeOf(segments: readonly string[]): RegExp {
  const shapes = segments.map((segment) =>
    segment === '*' ? '.*' : segment.startsWith(':') ? '[^/]*' : segment.replaceAll('.', String.raw`\.`),
  )
  return new RegExp(`^${shapes.join('/')}$`, 's')
}

function refuse(surface: Surface, allow: string, speech: Speech | undefined): Reply {
  const error = fault('method-not-allowed', { detail: `Allowed are: ${allow}.` })
  const reply = faultReply(surface, error, speech)
  return { ...reply, headers: { ...reply.headers, allow } }
}

/** Where nothing is. */
function nothingAt(path: string): Route {
  const surface = surfaceOf(path)
  return bare(surface, path, (speech) => faultReply(surface, fault('not-found'), speech))
}

/** A route that answers without looking at anything, but for the language of a page. */
function bare(surface: Surface, path: string, answer: (speech: Speech | undefined) => Reply): Route {
  return {
    surface,
    methods: [],
    path,
    access: 'none',
    body: 'none',
    anyHost: surface !== 'page',
    summary: '',
    handle: async (call) => answer(surface === 'page' ? await speechOf(call) : undefined),
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
