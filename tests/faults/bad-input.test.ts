import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import {
  type BadRequest,
  badInput,
  errorsOf,
  type Network,
  type NetworkServer,
  network,
  type Person,
  problemOutput,
  type Route,
  routes,
} from '@isthmus/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let net: Network
let cloud: NetworkServer
let ann: Person
const agent = new Agent({ keepAlive: true, rejectUnauthorized: false })

beforeAll(async () => {
  net = await network({ servers: ['cloud.example'] })
  cloud = net.server('cloud.example')
  ann = await cloud.person('ann')
  await cloud.person('zoe')
  const { accounts } = cloud.application
  const operator = { kind: 'operator', tenant: cloud.tenant.id } as const
  await accounts.changeUser(operator, 'zoe', { admin: true })
  await accounts.createGroup(operator, { name: 'staff' })
  await ann.files.mkcol('Trip')
  await ann.files.put('plan.txt', 'plan')
})

afterAll(async () => {
  agent.destroy()
  await net[Symbol.asyncDispose]()
})

describe.each(Object.entries(badInput))('%s is not shaken by', (name, rows) => {
  const [method = '', path = ''] = name.split(' ')
  const route = routes.find((one) => one.path === path && one.methods.includes(method))

  it.each(rows.map((row) => [row.what, row] as const))('%s', async (_, row) => {
    if (route === undefined) throw new Error(`no route is called ${name}`)
    const answer = await send(method, route, row)
    expect(answer, answer.text).toMatchObject({ status: row.status })
    // RFC 9110 9.3.2
    if (method === 'HEAD') expect(answer.text).toBe('')
    else if (answer.status >= 400) checkError(route, row, answer)
    // RFC 9110 15.5.2
    if (answer.status === 401 && route.access !== 'none') expect(answer.challenge).toMatch(/Bearer realm=/)
    if (row.stored !== undefined) await checkStored(row.stored)
  })
})

describe('after all of it', () => {
  it('the server has met no fault, has asked nobody, and works', async () => {
    expect(cloud.sent()).toEqual([])
    expect(cloud.logged('http.fault')).toEqual([])
    expect(cloud.logged('http.answer-not-sent')).toEqual([])
    expect((await ann.files.get('plan.txt')).text).toBe('plan')
    expect((await ann.api('GET', '/me')).json()).toMatchObject({ username: 'ann', admin: false })
  })
})

interface Answer {
  readonly status: number
  readonly type: string
  /** `WWW-Authenticate`. */
  readonly challenge: string
  readonly text: string
}

async function send(method: string, route: Route, row: BadRequest): Promise<Answer> {
  const body = row.json === undefined ? row.body : JSON.stringify(row.json)
  const sent = request({
    agent,
    host: '127.0.0.1',
    port: cloud.port,
    servername: 'cloud.example',
    method,
    path: row.target ?? usualTarget(route),
    headers: {
      host: 'cloud.example',
      ...credentials(route, row),
      ...(row.json !== undefined && { 'content-type': 'application/json' }),
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      ...row.headers,
    },
  })
  const response = once(sent, 'response')
  // The answer may be there before the rest of a body that is too large.
  sent.on('error', () => {})
  sent.end(body)
  const [answer] = (await response) as [IncomingMessage]
  const text = Buffer.concat(await Array.fromAsync(answer as AsyncIterable<Buffer>)).toString()
  const { 'content-type': type = '', 'www-authenticate': challenge = '' } = answer.headers
  return { status: answer.statusCode ?? 0, type, challenge, text }
}

function credentials({ access }: Route, { as }: BadRequest): Record<string, string> {
  const sender = as ?? { none: 'stranger', user: 'ann', admin: 'zoe' }[access]
  if (sender === 'stranger') return {}
  const password = Buffer.from(`${sender}:password of ${sender}`).toString('base64')
  return { authorization: `Basic ${password}` }
}

const usualNames: Readonly<Record<string, string>> = {
  address: 'ann@mail.example',
  host: 'other.example',
  id: '999',
  kind: 'user',
  name: 'ann',
  share: '999',
  token: '999',
  user: 'ann',
  version: '1',
}

function usualTarget({ path }: Route): string {
  const name = path.startsWith('/api/v1/groups/') ? 'staff' : usualNames['name']
  return path
    .replace('/*', '')
    .replaceAll(
      /:(\w+)/g,
      (_, parameter: string) => (parameter === 'name' ? name : usualNames[parameter]) ?? '',
    )
}

function checkError(route: Route, { code, errors = [] }: BadRequest, { type, text }: Answer): void {
  switch (route.surface) {
    case 'api': {
      expect(type).toBe('application/problem+json; charset=utf-8')
      const problem = problemOutput.parse(JSON.parse(text))
      if (code !== undefined) expect(problem.code).toBe(code)
      // Where the address is none of the route there is nothing.
      expect([...errorsOf(route), 'not-found']).toContain(problem.code)
      expect(problem.errors?.map(({ name }) => name) ?? []).toEqual(expect.arrayContaining([...errors]))
      break
    }
    case 'ocm': {
      const body = JSON.parse(text) as { message: string; validationErrors?: { name: string | null }[] }
      if (code !== undefined) expect(body.message).toBe(code)
      expect(body.validationErrors?.map(({ name }) => name) ?? []).toEqual(
        expect.arrayContaining([...errors]),
      )
      break
    }
    case 'token':
      expect(JSON.parse(text)).toEqual(code === undefined ? { error: expect.any(String) } : { error: code })
      break
    case 'dav':
      expect(type).toMatch(/^application\/xml/)
      break
    case 'page':
      expect(type).toBe('text/html; charset=utf-8')
      break
    case 'operations':
      expect(type).toMatch(/^text\/plain/)
  }
}

async function checkStored(name: string): Promise<void> {
  const { accounts, files } = cloud.application
  const tree = files.userTree(await accounts.actorFor(cloud.tenant.id, 'ann'))
  const { children } = await tree.list([])
  const names = (await Array.fromAsync(children)).map((child) => child.name)
  expect(names).toContain(name)
  await tree.remove([name], { preconditions: {} })
}
