import { describe, expect, it } from 'vitest'
import { endpointsOf, otherwise, surfaceOf } from './endpoints.ts'
import type { Call, Reply, Route } from './route.ts'
import { routes } from './routes.ts'

describe('the endpoints', () => {
  const routesOfTest = [
    route({ methods: ['GET'], path: '/api/things' }),
    route({ methods: ['POST'], path: '/api/things' }),
    route({ methods: ['DELETE'], path: '/api/:name' }),
    route({ methods: ['OPTIONS', 'PROPFIND'], path: '/dav/*', surface: 'dav' }),
    route({ methods: ['POST'], path: '/ocm/token', surface: 'token' }),
  ]
  const endpoints = endpointsOf(routesOfTest)
  const answerOtherwise = otherwise(routesOfTest)
  const at = (url: string, method: string) =>
    endpoints.filter((endpoint) => endpoint.url === url && endpoint.methods.includes(method))
  const answer = async (url: string, method: string): Promise<Reply> => {
    const [endpoint] = at(url, method)
    return (endpoint?.route ?? answerOtherwise(url.replace('*', 'a/b'))).handle({ headers: {} } as Call)
  }

  it('answer what a route does, and each method at an address once', () => {
    const methods = ['GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE', 'PROPFIND'] as const
    const counts = Object.fromEntries(
      ['/api/things', '/api/:name', '/dav', '/dav/*', '/ocm/token'].map((url) => [
        url,
        methods.filter((method) => at(url, method).length === 1).join(' '),
      ]),
    )
    expect(counts).toEqual({
      // What deletes other things does not delete this one.
      '/api/things': 'GET HEAD POST OPTIONS DELETE',
      '/api/:name': 'GET HEAD POST OPTIONS DELETE',
      '/dav': 'OPTIONS PROPFIND',
      '/dav/*': 'OPTIONS PROPFIND',
      '/ocm/token': 'POST OPTIONS',
    })
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
    ['/api/things', 'BREW', 'GET, HEAD, POST, OPTIONS', /"code":"method-not-allowed"/],
    ['/api/other', 'BREW', 'DELETE, OPTIONS', /"code":"method-not-allowed"/],
    ['/dav', 'BREW', 'OPTIONS, PROPFIND', /^<\?xml/],
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
  const reply = await otherwise(routes)(path).handle({ headers: {} } as Call)
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
