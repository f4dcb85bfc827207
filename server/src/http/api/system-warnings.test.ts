import { expect, test } from 'vitest'
import type { Config } from '../../platform/config/index.ts'
import { systemWarnings } from './system-warnings.ts'

const day = 24 * 3_600_000
const gibibyte = 1024 ** 3
const quiet = { allowHttpFallback: false, allowPrivateNetworks: false }
const well = {
  publicUrl: 'https://cloud.example',
  freeBytes: gibibyte,
  sendsMail: true,
  mailInTrouble: false,
  deadJobs: 0,
  failingPeers: 0,
}

function warningsOf(changes: Partial<typeof well> = {}, { endsAt = 8 * day, federation = quiet } = {}) {
  const config = { federation, database: { poolSize: 10 } } as Config
  const installation = { certificateEndsAt: () => endsAt }
  const application = { config, clock: { now: () => 0 }, installation } as never
  return systemWarnings(application, { ...well, ...changes }).map(({ slug }) => slug)
}

test('a system that is well has no warnings', () => {
  expect(warningsOf()).toEqual([])
})

test.each([
  ['disk-nearly-full', { freeBytes: gibibyte - 1 }, {}],
  ['certificate-ends-soon', {}, { endsAt: 7 * day - 1 }],
  ['certificate-ends-soon', {}, { endsAt: -1 }],
  ['http-fallback', {}, { federation: { ...quiet, allowHttpFallback: true } }],
  ['private-networks', {}, { federation: { ...quiet, allowPrivateNetworks: true } }],
  ['local-address', { publicUrl: 'http://localhost:8080' }, {}],
  ['local-address', { publicUrl: 'http://a.localhost' }, {}],
  ['local-address', { publicUrl: 'http://127.0.0.1:80' }, {}],
  ['local-address', { publicUrl: 'http://[::1]:80' }, {}],
  ['jobs-given-up', { deadJobs: 1 }, {}],
  ['peers-failing', { failingPeers: 1 }, {}],
  ['mail-in-trouble', { mailInTrouble: true }, {}],
  ['no-mail', { sendsMail: false }, {}],
] as const)('%s is said of %j %j', (slug, changes, others) => {
  expect(warningsOf(changes, others)).toEqual([slug])
})

test.each(['https://localhost.example', 'https://my-localhost.example', 'https://127.example'])(
  'an address that others reach is none of this machine: %s',
  (publicUrl) => {
    expect(warningsOf({ publicUrl })).toEqual([])
  },
)
