import { describe, expect, test } from 'vitest'
import {
  hostMap,
  identities,
  listenAddress,
  networks,
  origin,
  postgresUrl,
  proxyAddress,
} from './network-kinds.ts'

describe('a listen address', () => {
  test.each([
    ['127.0.0.1:8080', { host: '127.0.0.1', port: 8080 }],
    ['[::1]:0', { host: '::1', port: 0 }],
    ['localhost:443', { host: 'localhost', port: 443 }],
  ])('may be %s', (written, expected) => {
    expect(listenAddress.schema.parse(written)).toEqual(expected)
  })

  test.each([
    ['8080'],
    ['127.0.0.1'],
    [':8080'],
    ['::1:8080'],
    ['host:65536'],
    ['[zz]:1'],
    ['a b:1'],
    ['host:'],
  ])('is never %s', (written) => {
    expect(listenAddress.schema.safeParse(written).success).toBe(false)
  })
})

describe('a public URL', () => {
  test.each([
    ['https://Cloud.Example/', 'https://cloud.example'],
    ['https://cloud.example:443', 'https://cloud.example'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ])('written %s is %s', (written, expected) => {
    expect(origin.schema.parse(written)).toBe(expected)
  })

  test.each([
    ['cloud.example'],
    ['https://cloud.example/sub'],
    ['https://cloud.example/?a'],
    ['https://cloud.example/#a'],
    ['https://ann@cloud.example'],
    ['ftp://cloud.example'],
    [''],
  ])('is never %s', (written) => {
    expect(origin.schema.safeParse(written).success).toBe(false)
  })
})

describe('a map of hosts', () => {
  test('gives names with or without a port their addresses with or without a port', () => {
    expect(
      hostMap.schema.parse({
        'Cloud.Example': '10.0.0.5',
        'a.test:443': '127.0.0.1:8443',
        b: '[::1]:1',
        c: 'fd00::1',
      }),
    ).toEqual({
      'cloud.example': { address: '10.0.0.5' },
      'a.test:443': { address: '127.0.0.1', port: 8443 },
      b: { address: '::1', port: 1 },
      c: { address: 'fd00::1' },
    })
  })

  test('is written with commas and equals signs as plain text', () => {
    expect(hostMap.fromText('a.test=127.0.0.1:1, b.test:443=[::1]:2')).toEqual({
      'a.test': '127.0.0.1:1',
      'b.test:443': '[::1]:2',
    })
  })

  test.each([
    [{ 'a.test': 'b.test' }],
    [{ 'a/b': '10.0.0.1' }],
    [{ a: '' }],
    [{ a: 1 }],
    [{ a: '10.0.0.1:99999' }],
  ])('never contains %j', (written) => {
    expect(hostMap.schema.safeParse(written).success).toBe(false)
  })
})

test('networks are addresses with or without a prefix length that fits', () => {
  const good = ['10.0.0.0/8', '192.0.2.7', 'fd00::/8', '::1/128', '0.0.0.0/0']
  expect(networks.schema.parse(good)).toEqual(good)
  for (const bad of ['10.0.0.0/33', 'example.org', '10.0.0.0/8/8', '::/129', '10.0.0.0/', '']) {
    expect(networks.schema.safeParse([bad]).success, bad).toBe(false)
  }
})

describe('a PostgreSQL database', () => {
  test.each([
    ['postgres://isthmus:p%40ss@db.example:5433/isthmus?sslmode=verify-full'],
    ['postgresql://db.example/isthmus'],
    ['postgres:///isthmus?host=/run/postgresql&user=isthmus'],
  ])('may be %s', (written) => {
    expect(postgresUrl.schema.parse(written)).toBe(written)
  })

  test.each([
    ['db.example'],
    ['postgres://db.example'],
    ['postgres://db.example/'],
    ['postgres://db.example/a/b'],
    ['mysql://db.example/isthmus'],
    ['host=db.example dbname=isthmus'],
  ])('is never %s', (written) => {
    expect(postgresUrl.schema.safeParse(written).success).toBe(false)
  })
})

describe('a proxy', () => {
  test.each([
    ['http://proxy.example:3128', { host: 'proxy.example', port: 3128 }],
    ['http://10.0.0.1', { host: '10.0.0.1', port: 80 }],
    ['http://[::1]:8080/', { host: '::1', port: 8080 }],
  ])('may be %s', (written, expected) => {
    expect(proxyAddress.schema.parse(written)).toEqual(expected)
  })

  test.each([
    ['proxy.example:3128'],
    ['https://proxy.example'],
    ['http://ann:secret@proxy.example'],
    ['http://a/b'],
  ])('is never %s', (written) => {
    expect(proxyAddress.schema.safeParse(written).success).toBe(false)
  })
})

describe('identities in a variable', () => {
  test('are written as NAME=CERT:KEY', () => {
    const read = identities.fromText('partner=a.pem:a.key, other=/b.pem:/b.key')
    expect(identities.schema.parse(read)).toEqual({
      partner: { cert: 'a.pem', key: 'a.key' },
      other: { cert: '/b.pem', key: '/b.key' },
    })
  })

  test.each([['partner'], ['partner=a.pem'], ['partner=a.pem:'], ['=a:b'], ['a=b:c:d'], ['a/b=c:d']])(
    'are never %s',
    (written) => {
      expect(identities.schema.safeParse(identities.fromText(written)).success).toBe(false)
    },
  )
})
