import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { discover } from './discovery.ts'
import { peerHost } from './testing/scripted-peer.ts'
import type { SendHttp } from './transport.ts'

/** A transport of Node's own, as a small program would have it. */
const send: SendHttp = async ({ url, ...request }, options) => {
  const signal = options?.signal ?? null
  const response = await fetch(url, { ...request, body: null, redirect: 'manual', signal })
  const body = response.body ?? (async function* (): AsyncGenerator<Uint8Array> {})()
  return { status: response.status, headers: Object.fromEntries(response.headers), body }
}

describe('with the transport of Node', () => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({ enabled: true, apiVersion: '1.4.0', endPoint: `http://${request.headers.host}/ocm` }),
    )
  })
  let host = peerHost('localhost')
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    host = peerHost(`127.0.0.1:${(server.address() as AddressInfo).port}`)
  })
  afterAll(() => void server.close())

  it('a port that speaks plain HTTP is known as such, and asked so only when that is allowed', async () => {
    expect(await discover(host, { send })).toMatchObject({ ok: false, reason: 'not-tls' })
    const result = await discover(host, { send, allowHttpFallback: true })
    expect(result).toMatchObject({ ok: true, discovery: { host, scheme: 'http' } })
  })

  it('a port where nobody listens is known as such', async () => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const free = peerHost(`127.0.0.1:${(closed.address() as AddressInfo).port}`)
    await new Promise((resolve) => closed.close(resolve))
    expect(await discover(free, { send })).toMatchObject({ ok: false, reason: 'connection-refused' })
  })
})
