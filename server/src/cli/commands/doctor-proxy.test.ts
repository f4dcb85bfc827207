import { createServer, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSteadyPort } from '../../platform/testing/steady-port.ts'
import { runCli } from '../testing/run-cli.ts'
import { startServer, temporaryFolder } from '../testing/running-server.ts'

/** What a reverse proxy makes of a request: what it passes on, or a status that it answers itself. */
type Passing = (request: IncomingMessage) => { readonly path?: string; readonly host?: string } | number

const asItCame: Passing = () => ({})

describe('isthmus doctor, behind a reverse proxy', () => {
  const stack = new AsyncDisposableStack()
  let data: string
  let passing = asItCame

  beforeAll(async () => {
    data = join(stack.use(await temporaryFolder()).path, 'data')
    const [outer, inner] = [await findSteadyPort(), await findSteadyPort()]
    const proxy = createServer((incoming, outgoing) => {
      const decision = passing(incoming)
      if (typeof decision === 'number') {
        outgoing.writeHead(decision, { 'content-type': 'text/html' }).end('<p>This is the proxy.')
        return
      }
      const { path = incoming.url, host = incoming.headers.host } = decision
      const order = { host: '127.0.0.1', port: inner, path, method: incoming.method, agent: false }
      incoming.pipe(
        request({ ...order, headers: { ...incoming.headers, host } }, (answer) => {
          answer.pipe(outgoing.writeHead(answer.statusCode ?? 0, answer.headers))
        }),
      )
    })
    await new Promise<void>((resolve) => {
      proxy.listen(outer, '127.0.0.1', resolve)
    })
    stack.defer(() => {
      proxy.closeAllConnections()
      proxy.close()
    })
    const place = ['--listen', `127.0.0.1:${inner}`, '--public-url', `http://localhost:${outer}`]
    stack.use(await startServer(data, ...place, '--allow-http-fallback', '--allow-private-networks'))
  })
  afterAll(() => stack.disposeAsync())

  it.each<[string, Passing, string]>([
    ['that passes everything on', asItCame, 'ok'],
    [
      'without /.well-known',
      ({ url }) => (url?.startsWith('/.well-known/') === true ? 404 : {}),
      'own-well-known-not-passed',
    ],
    ['that asks for a name of its own', () => ({ host: 'backend' }), 'own-host-not-passed'],
    [
      'that strips the path in front',
      ({ url = '' }) => ({ path: url.replace(/^\/ocm\//, '/') }),
      'own-api-not-passed',
    ],
    ['that knows no WebDAV', ({ method }) => (method === 'PROPFIND' ? 405 : {}), 'own-dav-not-passed'],
    ['whose server is down', () => 502, 'discovery-server-error'],
  ])('%s', async (_, way, found) => {
    passing = way
    const { output } = await runCli(['doctor', '--data', data, '--json'])
    const { findings } = JSON.parse(output) as {
      findings: { check: string; state: string; message: string; remedy?: string }[]
    }
    const ours = findings.filter(({ check }) => check === 'public address')
    expect(ours.map(({ state, message }) => (state === 'ok' ? 'ok' : message.split(':')[0]))).toEqual([found])
    if (found !== 'ok') expect(ours[0]?.remedy).toMatch(/\.$|\)\.$/)
  })
})
