import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ConfigProblem } from './config-error.ts'
import { checkConfig, loadConfig } from './load-config.ts'
import type { ConfigInput } from './read-layers.ts'

describe('the configuration', () => {
  test('is complete without any file, variable or flag', async () => {
    const { config, file } = await load({})
    expect(file).toBeUndefined()
    expect(config).toEqual({
      data: '/srv/data',
      listen: { host: '127.0.0.1', port: 8080 },
      publicUrl: 'http://localhost:8080',
      provider: 'Isthmus',
      database: { poolSize: 10 },
      tls: {},
      log: { level: 'info', pretty: 'auto' },
      federation: {
        policy: 'known',
        allowHttpFallback: false,
        allowPrivateNetworks: false,
        requestsPerMinute: 1200,
        unprovenPerMinute: 60,
        lookupsPerMinute: 30,
      },
      outbound: {
        hosts: {},
        ca: [],
        connectTimeout: 10_000,
        idleTimeout: 60_000,
        maxConnectionsPerPeer: 16,
        identities: {},
      },
      http: { trustedProxies: [] },
      metrics: {},
      shutdown: { notice: 0, grace: 30_000 },
      files: {
        defaultQuota: Number.POSITIVE_INFINITY,
        uploadLifetime: 3 * 24 * 3_600_000,
        trashLifetime: 30 * 24 * 3_600_000,
      },
      shares: {
        defaultFolder: '/Shared',
        pendingPerPeer: 100,
        pendingPerUser: 1000,
        suggest: 'all',
        links: { passwordRequired: false },
      },
      limits: { jsonBody: 262_144, uploadSize: Number.POSITIVE_INFINITY, zipSize: 107_374_182_400 },
      mail: { language: 'en', smtp: { security: 'starttls' } },
      jobs: { concurrency: 4, perPeer: 2 },
    })
  })

  test('takes a flag over a variable over the file over the default, and says where each value came from', async () => {
    const { config, sources } = await load({
      files: { '/srv/data/isthmus.yaml': 'provider: File\nlog:\n  level: error\njobs:\n  perPeer: 7\n' },
      environment: { ISTHMUS_PROVIDER: 'Variable', ISTHMUS_LOG_LEVEL: 'warn' },
      flags: { provider: 'Flag', json: true },
    })
    expect(config.provider).toBe('Flag')
    expect(config.log.level).toBe('warn')
    expect(config.jobs).toEqual({ concurrency: 4, perPeer: 7 })
    expect(sources.get('provider')).toEqual({ layer: 'flag', place: '--provider' })
    expect(sources.get('log.level')).toEqual({ layer: 'environment', place: 'ISTHMUS_LOG_LEVEL' })
    expect(sources.get('jobs.perPeer')).toEqual({ layer: 'file', place: 'data/isthmus.yaml:5' })
    expect(sources.get('jobs.concurrency')).toEqual({ layer: 'default', place: '' })
  })

  test('reads switches, numbers, lists and maps from variables', async () => {
    const { config } = await load({
      environment: {
        ISTHMUS_FEDERATION_ALLOW_HTTP_FALLBACK: 'true',
        ISTHMUS_OUTBOUND_MAX_CONNECTIONS_PER_PEER: '3',
        ISTHMUS_HTTP_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
        ISTHMUS_OUTBOUND_HOSTS: 'a.test=127.0.0.1:8443',
        ISTHMUS_PROVIDER: '',
        PATH: '/bin',
      },
    })
    expect(config.federation.allowHttpFallback).toBe(true)
    expect(config.outbound.maxConnectionsPerPeer).toBe(3)
    expect(config.http.trustedProxies).toEqual(['10.0.0.0/8', '::1'])
    expect(config.outbound.hosts).toEqual({ 'a.test': { address: '127.0.0.1', port: 8443 } })
    expect(config.provider).toBe('Isthmus')
  })

  test('takes relative paths of the file from its folder, others from the working directory', async () => {
    const { config, file } = await load({
      files: {
        '/etc/isthmus/main.yaml': 'data: ../../var/isthmus\noutbound: { ca: [ca.pem] }\n',
        '/etc/isthmus/ca.pem': '',
      },
      flags: { config: '../etc/isthmus/main.yaml' },
    })
    expect(file).toBe('/etc/isthmus/main.yaml')
    expect(config.data).toBe('/var/isthmus')
    expect(config.outbound.ca).toEqual(['/etc/isthmus/ca.pem'])
  })

  test('finds the file that ISTHMUS_CONFIG names, and the data folder that ISTHMUS_DATA names', async () => {
    const named = await load({
      files: { '/a.yaml': 'provider: A' },
      environment: { ISTHMUS_CONFIG: '/a.yaml' },
    })
    expect(named.config.provider).toBe('A')
    const found = await load({
      files: { '/d/isthmus.yaml': 'provider: D' },
      environment: { ISTHMUS_DATA: '/d' },
    })
    expect(found.config).toMatchObject({ provider: 'D', data: '/d' })
  })

  test('lets a section or setting without a value stand for nothing', async () => {
    const { config } = await load({ files: { '/srv/data/isthmus.yaml': '# nothing yet\ntls:\nprovider:\n' } })
    expect(config.provider).toBe('Isthmus')
  })

  test('derives the public URL from port and certificate', async () => {
    const files = { '/c.pem': '', '/k.pem': '' }
    const flags = { listen: '0.0.0.0:443', tlsCert: '/c.pem', tlsKey: '/k.pem' }
    const { config, sources } = await load({ files, flags })
    expect(config.publicUrl).toBe('https://localhost')
    expect(sources.get('publicUrl')).toEqual({ layer: 'derived', place: '' })
  })

  test('is read from disk', async () => {
    const data = await mkdtemp(join(tmpdir(), 'isthmus-config-'))
    try {
      await writeFile(join(data, 'isthmus.yaml'), 'provider: Disk\n')
      expect((await loadConfig({ flags: { data }, environment: {} })).config.provider).toBe('Disk')
    } finally {
      await rm(data, { recursive: true })
    }
  })
})

describe('a wrong configuration', () => {
  test('is refused with every problem, its key, value, place and remedy', async () => {
    const problems = await problemsOf({
      files: {
        '/srv/data/isthmus.yaml':
          'provder: X\nfederation:\n  allowHttpFallback: maybe\noutbound: 5\nallowPrivateNetworks: true\n',
      },
      environment: { ISTHMUS_LOG_LEVL: 'warn', ISTHMUS_ZEBRA: '1', ISTHMUS_LIMITS_JSON_BODY: '10MB' },
      flags: { listen: '8080' },
    })
    expect(problems).toEqual([
      {
        key: 'provder',
        place: 'data/isthmus.yaml:1',
        message: 'unknown setting',
        remedy: 'Did you mean provider?',
      },
      {
        key: 'outbound',
        place: 'data/isthmus.yaml:4',
        message: 'expected settings, found a single value',
        remedy: 'Write one "name: value" per line below it, indented.',
      },
      {
        key: 'allowPrivateNetworks',
        place: 'data/isthmus.yaml:5',
        message: 'unknown setting',
        remedy: 'Did you mean federation.allowPrivateNetworks?',
      },
      {
        key: 'federation.allowHttpFallback',
        value: 'maybe',
        place: 'data/isthmus.yaml:3',
        message: 'wrong value',
        remedy: 'Expected true or false.',
      },
      {
        key: 'ISTHMUS_LOG_LEVL',
        place: 'environment',
        message: 'unknown variable',
        remedy: 'Did you mean ISTHMUS_LOG_LEVEL?',
      },
      {
        key: 'ISTHMUS_ZEBRA',
        place: 'environment',
        message: 'unknown variable',
        remedy: 'Remove it; "isthmus config sample" lists what exists.',
      },
      {
        key: 'limits.jsonBody',
        value: '10MB',
        place: 'ISTHMUS_LIMITS_JSON_BODY',
        message: 'wrong value',
        remedy: 'Expected a size with its unit (B, KiB, MiB, GiB, TiB) such as 64KiB or 10MiB.',
      },
      {
        key: 'listen',
        value: '8080',
        place: '--listen',
        message: 'wrong value',
        remedy: 'Expected HOST:PORT such as 127.0.0.1:8080, 0.0.0.0:443 or [::]:8080.',
      },
    ])
  })

  test('is thrown as one error whose message names everything', async () => {
    const error = await load({ flags: { listen: '8080' }, environment: { ISTHMUS_LOG_PRETTY: 'yes' } }).catch(
      String,
    )
    expect(error).toBe(
      'ConfigError: The configuration cannot be used:\n' +
        '  ISTHMUS_LOG_PRETTY: log.pretty = yes: wrong value. Expected one of auto, on, off.\n' +
        '  --listen: listen = 8080: wrong value. Expected HOST:PORT such as 127.0.0.1:8080, 0.0.0.0:443 or [::]:8080.',
    )
  })

  test.each([
    ['a: b: c\n', 1],
    ['provider: A\nprovider: B\n', 2],
    ['log:\n  level: "warn\n', 3],
    ['- a\n', 1],
  ])('file that is not well-formed (%j) is refused with its line', async (yaml, line) => {
    const [problem] = await problemsOf({ files: { '/srv/data/isthmus.yaml': yaml } })
    expect(problem?.place).toBe(`data/isthmus.yaml:${line}`)
  })

  test('file that is named but not there is refused', async () => {
    expect(await problemsOf({ flags: { config: 'other.yaml' } })).toEqual([
      { key: '', place: 'other.yaml', message: 'no such file', remedy: 'Give the path of an existing file.' },
    ])
  })

  test('file in the data folder cannot name another data folder', async () => {
    const [problem] = await problemsOf({ files: { '/srv/data/isthmus.yaml': 'data: /elsewhere\n' } })
    expect(problem).toMatchObject({ key: 'data', place: 'data/isthmus.yaml:1' })
  })

  test.each<[string, ConfigInput['flags'], Partial<ConfigProblem>]>([
    ['a certificate without a key', { tlsCert: '/c.pem' }, { key: 'tls.cert', place: '--tls-cert' }],
    ['a key without a certificate', { tlsKey: '/k.pem' }, { key: 'tls.key', place: '--tls-key' }],
    ['an unknown port in the public URL', { listen: '127.0.0.1:0' }, { key: 'listen', value: '127.0.0.1:0' }],
    ['http for a public name', { publicUrl: 'http://a.test' }, { key: 'publicUrl', value: 'http://a.test' }],
  ])('contains %s', async (_, flags, expected) => {
    const problems = await problemsOf({ files: { '/c.pem': '', '/k.pem': '' }, flags: flags ?? {} })
    expect(problems).toEqual([expect.objectContaining(expected)])
  })

  test.each([
    ['http://localhost:1'],
    ['http://a.localhost'],
    ['http://127.1.2.3'],
    ['http://[::1]:80'],
    ['https://a.test'],
  ])('does not come from the public URL %s', async (publicUrl) => {
    expect((await load({ flags: { publicUrl, listen: '127.0.0.1:0' } })).config.publicUrl).toBe(
      new URL(publicUrl).origin,
    )
  })

  test('does not come from http for a public name when the switch for tests is on', async () => {
    const flags = { publicUrl: 'http://a.test', allowHttpFallback: true }
    expect((await load({ flags })).config.publicUrl).toBe('http://a.test')
  })

  test('names files that are not there or cannot be read', async () => {
    const problems = await problemsOf({
      files: {
        '/srv/data/isthmus.yaml': 'outbound:\n  ca: [a.pem, b.pem]\n',
        '/srv/data/a.pem': new Error('EISDIR'),
      },
    })
    expect(problems.map(({ value, place, message }) => [value, place, message])).toEqual([
      ['/srv/data/a.pem', 'data/isthmus.yaml:2', 'EISDIR'],
      ['/srv/data/b.pem', 'data/isthmus.yaml:2', 'no such file'],
    ])
  })
})

interface World {
  readonly files?: Readonly<Record<string, string | Error>>
  readonly flags?: Readonly<Record<string, unknown>>
  readonly environment?: Readonly<Record<string, string>>
}

function inputOf({ files = {}, flags = {}, environment = {} }: World): ConfigInput {
  const readFile = async (path: string): Promise<string | undefined> => {
    const content = files[path]
    if (content instanceof Error) throw content
    return content
  }
  return { flags, environment, readFile, workingDirectory: '/srv' }
}

function load(world: World) {
  return loadConfig(inputOf(world))
}

async function problemsOf(world: World): Promise<readonly ConfigProblem[]> {
  const result = await checkConfig(inputOf(world))
  return result.ok ? [] : result.problems
}
