import { describe, expect, it } from 'vitest'
import { endpointsOf, nothingAt, surfaceOf } from './endpoints.ts'
import type { Call, Reply, Route } from './route.ts'
import { routes } from './routes.ts'

const allMethods = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PROPFIND', 'BREW']

describe('the endpoints', () => {
  const endpoints = endpointsOf(
    [
      route({ methods: ['GET'], path: '/api/things' }),
      route({ methods: ['POST'], path: '/api/things' }),
      route({ methods: ['OPTIONS', 'PROPFIND'], path: '/dav/*', surface: 'dav' }),
      route({ methods: ['POST'], path: '/ocm/token', surface: 'token' }),
    ],
    allMethods,
  )
  const at = (url: string, method: string) =>
    endpoints.filter((endpoint) => endpoint.url === url && endpoint.methods.includes(method))
  const answer = async (url: string, method: string): Promise<Reply> => {
    const [endpoint] = at(url, method)
    return (await endpoint?.route.handle({ headers: {} } as Call)) ?? { status: 0 }
  }

  it('answer every method at every known address, and each once', () => {
    for (const url of ['/api/things', '/dav', '/dav/*', '/ocm/token']) {
      expect(allMethods.map((method) => at(url, method).length)).toEqual(allMethods.map(() => 1))
    }
  })

  it('take HEAD for GET', () => {
    expect(at('/api/things', 'HEAD')).toEqual(at('/api/things', 'GET'))
  })

  it('say to OPTIONS what is allowed, unless a route does so itself', async () => {
    expect(await answer('/api/things', 'OPTIONS')).toEqual({
      status: 204,
      headers: { allow: 'GET, HEAD, POST, OPTIONS' },
    })
    expect(await answer('/dav/*', 'OPTIONS')).toEqual({ status: 200 })
  })

  it.each([
    ['/api/things', 'DELETE', 'GET, HEAD, POST, OPTIONS', /"code":"method-not-allowed"/],
    ['/dav/*', 'BREW', 'OPTIONS, PROPFIND', /^<\?xml/],
    ['/ocm/token', 'GET', 'POST, OPTIONS', /^\{"error":"invalid_request"\}$/],
  ])('refuse at %s the method %s with 405, and say what is allowed', async (url, method, allow, body) => {
    const reply = await answer(url, method)
    expect(reply).toMatchObject({ status: 405, headers: { allow } })
    expect(textOf(reply)).toMatch(body)
  })
})

it.each([
  ['/api/v1/nothing', /"status":404,"code":"not-found"/],
  ['/dav/nothing', /^<\?xml/],
  ['/ocm/nothing', /^\{"message":"NOT_FOUND"/],
  ['/healthz/nothing', /^There is nothing at this address/],
  ['/nothing', /^<!doctype html>/],
])('nothing at %s is said in the words of its surface', async (path, body) => {
  const reply = await nothingAt(path).handle({ headers: {} } as Call)
  expect(reply.status).toBe(404)
  expect(textOf(reply)).toMatch(body)
})

it('every route lies where errors at unknown addresses beside it have the same form', () => {
  const different = routes.filter(
    ({ path, surface }) =>
      surface !== 'token' && surface !== surfaceOf(path) && path !== '/.well-known/jwks.json',
  )
  expect(different.map(({ path }) => path)).toEqual([])
})

function textOf({ body }: Reply): string {
  if (typeof body === 'object' && 'json' in body) return JSON.stringify(body.json)
  return typeof body === 'string' ? body : ''
}

function route(changes: Partial<Route>): Route {
  return {
    surface: 'api',
    methods: [],
    path: '/',
    access: 'none',
    body: 'none',
    summary: 'of a test',
    handle: async () => ({ status: 200 }),
    ...changes,
  }
}
