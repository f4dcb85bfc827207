import {
  type ApiExample,
  apiExamples,
  type Network,
  network,
  type Route,
  routes,
  type WebAnswer,
} from '@isthmus/testkit'
import { expect, test } from 'vitest'

const api = routes.filter(({ surface }) => surface === 'api')
const nameOf = ({ path }: Route, method: string) => `${method} ${path}`

test('every route of the API has an example or several, and no example is of anything else', () => {
  const names = api.flatMap((route) => route.methods.map((method) => nameOf(route, method)))
  expect([...new Set(apiExamples.map(({ route }) => route))].toSorted()).toEqual(names.toSorted())
})

test('the examples work, and answer what the routes declare', async () => {
  await using net = await network({ servers: ['cloud.example', 'other.example'], mail: {} })
  const world = await settle(net)
  for (const example of apiExamples) {
    const route = api.find((one) => one.methods.some((method) => nameOf(one, method) === example.route))
    if (route === undefined) throw new Error(`no route is called ${example.route}`)
    await world.before(example)
    if (route.outputType === 'text/event-stream') await checkEvents(world, example, route)
    else check(example, route, await world.ask(example))
    await net.settle()
  }
})

function check(example: ApiExample, route: Route, answer: WebAnswer): void {
  const { output, outputType, status = output === undefined ? 204 : 200 } = route
  expect([example.route, answer.status, answer.status === status ? '' : answer.text]).toEqual([
    example.route,
    status,
    '',
  ])
  if (output === undefined) return
  const values = outputType === undefined ? [answer.json()] : answer.text.trimEnd().split('\n').map(parse)
  expect(values.length).toBeGreaterThan(0)
  for (const value of values) {
    const checked = output.safeParse(value)
    expect([example.route, checked.error?.issues ?? []]).toEqual([example.route, []])
  }
}

function parse(line: string): unknown {
  return JSON.parse(line)
}

async function checkEvents(world: World, example: ApiExample, { output }: Route): Promise<void> {
  const { status, body } = await world.open(example)
  expect(status).toBe(200)
  await world.makeFolder()
  let text = ''
  // The end of the loop closes the stream.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    text += chunk.toString()
    const [, event, data = ''] = /^event: (.*)\ndata: (.*)\n\n/m.exec(text) ?? []
    if (event === undefined) continue
    expect(event).toBe('files.changed')
    expect(output?.safeParse({ event, data: parse(data) }).error).toBeUndefined()
    break
  }
}

/** Who has the mail whose token an example sends. */
const readers: Readonly<Record<string, string>> = {
  'POST /api/v1/email-verifications': 'ann@mail.example',
  'POST /api/v1/password-resets/complete': 'eve@mail.example',
}

type World = Awaited<ReturnType<typeof settle>>

/** The people of the examples, and what the examples take for granted. */
async function settle(net: Network) {
  const [cloud, other] = [net.server('cloud.example'), net.server('other.example')]
  const people = {
    ann: await cloud.person('ann'),
    zoe: await cloud.person('zoe'),
    bob: await other.person('bob'),
  }
  const { accounts } = cloud.application
  const ann = await accounts.actorFor(cloud.tenant.id, 'ann')
  await people.ann.files.mkcol('Trip')
  const answers = new Map<string, unknown>()
  let browser: Readonly<Record<string, string>> = {}

  function requestOf({ route, as, params = {}, query, body, headers = {}, text }: ApiExample) {
    const [method = '', path = ''] = route.split(' ')
    const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
      const value = params[name] ?? ''
      return encodeURIComponent(typeof value === 'string' ? value : valueAt(answers.get(value.of), value.at))
    })
    const reader = readers[route]
    const token = reader && net.mailbox().linkTo(reader).split('/').at(-1)
    const sent = token === undefined ? body : { ...body, token }
    return {
      method,
      url: `${(as === 'bob' ? other : cloud).origin}${filled}${query === undefined ? '' : `?${query}`}`,
      headers: {
        ...(as === 'browser' && browser),
        ...(as !== 'browser' && as !== 'operator' && as !== 'nobody' && { authorization: basic(as) }),
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: JSON.stringify(sent) }),
      ...(text !== undefined && { body: text }),
    }
  }

  async function byOperator({
    method,
    url,
    headers,
    body,
  }: ReturnType<typeof requestOf>): Promise<WebAnswer> {
    const { pathname, search } = new URL(url)
    const answer = await cloud.operator.inject({
      method: method as 'GET',
      url: `${pathname}${search}`,
      headers,
      ...(body !== undefined && { payload: body }),
    })
    const { statusCode: status, payload: text } = answer
    const headersOfAnswer = answer.headers as WebAnswer['headers']
    return { status, headers: headersOfAnswer, bytes: answer.rawPayload, text, json: () => answer.json() }
  }

  return {
    async before({ route }: ApiExample): Promise<void> {
      // Before that nobody administers the cloud.
      if (route === 'POST /api/v1/session') {
        await accounts.changeUser({ kind: 'operator', tenant: cloud.tenant.id }, 'zoe', { admin: true })
      }
      if (route === 'DELETE /api/v1/sessions/:id') {
        const password = 'password of ann'
        await accounts.startSession(cloud.tenant.id, { username: 'ann', password, address: '' })
        const [session] = await accounts.listSessions(ann)
        answers.set('a session of another browser', session?.id)
      }
      if (route === 'GET /api/v1/files') {
        for (const text of ['one', 'two', 'three']) await people.ann.files.put('Trip/plan.txt', text)
      }
      if (route === 'GET /api/v1/trash') {
        for (const name of ['a.txt', 'b.txt']) {
          await people.ann.files.put(name, name)
          await people.ann.files.delete(name)
        }
      }
      if (route.includes('/api/v1/jobs/:id')) answers.set('a job that waits', await waitingJob(cloud))
      if (route === 'DELETE /api/v1/me/emails/:address') await accounts.addEmail(ann, 'other@mail.example')
    },
    async ask(example: ApiExample): Promise<WebAnswer> {
      const request = requestOf(example)
      const answer = example.as === 'operator' ? await byOperator(request) : await net.web.fetch(request)
      if (answer.headers['content-type']?.includes('application/json') === true) {
        answers.set(example.route, answer.json())
      }
      if (example.route === 'POST /api/v1/session') {
        const [cookie = ''] = answer.headers['set-cookie']?.split(';') ?? []
        browser = { cookie, 'isthmus-csrf': valueAt(answer.json(), 'csrfToken') }
      }
      return answer
    },
    open: (example: ApiExample) => net.web.send(requestOf(example)),
    makeFolder: () => people.ann.files.mkcol('Another'),
  }
}

/** A job that nobody runs for an hour, and that then finds nothing to do. */
function waitingJob({ application, tenant }: ReturnType<Network['server']>): Promise<string> {
  const { database, jobs, clock } = application
  const runAt = clock.now() + 3_600_000
  const job = { kind: 'shares/announce-share', tenant: tenant.id, payload: { share: 999 }, runAt }
  return database.write((tx) => jobs.enqueue(tx, job))
}

function basic(username: string): string {
  return `Basic ${Buffer.from(`${username}:password of ${username}`).toString('base64')}`
}

/** @param place - `entries.0.id` */
function valueAt(answer: unknown, place: string): string {
  const names = place.split('.').filter((name) => name !== '')
  return String(names.reduce((value, name) => (value as Record<string, unknown>)[name], answer))
}
