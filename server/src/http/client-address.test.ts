import { describe, expect, it } from 'vitest'
import { createMemoryLogger } from '../platform/logging/index.ts'
import { createManualClock } from '../platform/testing/manual-clock.ts'
import { createClientAddress } from './client-address.ts'

describe('the address of a client', () => {
  it.each<[string, string, string | undefined, string]>([
    ['that of the connection', '192.0.2.7', undefined, '192.0.2.7'],
    ['in the form of IPv4 on a socket of IPv6', '::ffff:192.0.2.7', undefined, '192.0.2.7'],
    ['what a trusted proxy says', '10.0.0.1', '192.0.2.7', '192.0.2.7'],
    ['what a trusted proxy on a socket of IPv6 says', '::ffff:10.0.0.1', '192.0.2.7', '192.0.2.7'],
    ['what a trusted proxy of IPv6 says', 'fd00::1', '2001:DB8::7', '2001:db8::7'],
    ['without the port that some proxies write', '10.0.0.1', '192.0.2.7:51234', '192.0.2.7'],
    ['without the brackets that go with a port', '10.0.0.1', '[2001:db8::7]:51234', '2001:db8::7'],
    ['the last that is not a trusted proxy', '10.0.0.1', '198.51.100.9, 192.0.2.7, 10.0.0.2', '192.0.2.7'],
    ['not what the client wrote itself', '10.0.0.1', '127.0.0.1, 192.0.2.7', '192.0.2.7'],
    ['not what somebody unknown says', '192.0.2.7', '198.51.100.9', '192.0.2.7'],
    ['the outermost proxy when all are trusted', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['that of the proxy when it says no address', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['that of the proxy when it says nothing', '10.0.0.1', '', '10.0.0.1'],
    ['the last good one before nonsense', '10.0.0.1', '192.0.2.7, , 10.0.0.2', '10.0.0.2'],
    ['found within 32 steps', '10.0.0.1', `192.0.2.7, ${'10.0.0.9, '.repeat(40)}10.0.0.2`, '10.0.0.9'],
  ])('is %s', (_, remoteAddress, forwarded, expected) => {
    expect(open().ask(remoteAddress, { 'x-forwarded-for': forwarded })).toBe(expected)
  })

  it('is empty on a Unix socket', () => {
    expect(open().ask(undefined, { 'x-forwarded-for': '192.0.2.7' })).toBe('')
  })
})

describe('a proxy that nobody has named', () => {
  it.each(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded'])(
    'is reported for its %s, but not with every request',
    async (header) => {
      const { ask, log, clock } = open()
      ask('192.0.2.7', { [header]: 'x' })
      ask('192.0.2.8', { [header]: 'x' })
      expect(log.events).toMatchObject([
        { event: 'http.untrusted-proxy', fields: { address: '192.0.2.7', header } },
      ])
      await clock.advance(10 * 60_000)
      ask('192.0.2.8', { [header]: 'x' })
      expect(log.events).toHaveLength(2)
    },
  )

  it('is not suspected of a trusted proxy, of a client without any, or of a Unix socket', () => {
    const { ask, log } = open()
    ask('10.0.0.1', { 'x-forwarded-for': '192.0.2.7' })
    ask('192.0.2.7', { host: 'a.test' })
    ask(undefined, { 'x-forwarded-for': '192.0.2.7' })
    expect(log.events).toEqual([])
  })
})

function open() {
  const log = createMemoryLogger()
  const clock = createManualClock()
  const addressOf = createClientAddress({ trustedProxies: ['10.0.0.0/8', 'fd00::1'], clock, logger: log })
  const ask = (remoteAddress: string | undefined, headers: Record<string, string | undefined>) =>
    addressOf({ socket: { remoteAddress } as never, headers })
  return { ask, log, clock }
}
