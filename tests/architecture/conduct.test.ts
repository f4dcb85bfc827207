import { describe, expect, it } from 'vitest'
import { conductViolations } from './conduct.ts'
import { codeFiles } from './repository.ts'
import { sourceFile } from './source-file.ts'
import { describeViolations } from './violation.ts'

const code = 'server/src/shares/create-share.ts'
const test = 'server/src/shares/create-share.test.ts'

describe('conduct', () => {
  it('is kept in this repository', () => {
    expect(describeViolations(conductViolations(codeFiles()))).toEqual([])
  })

  it.each([
    "it.skip('a', () => {})",
    "it.only('a', () => {})",
    "describe.only.each([1])('a', () => {})",
    "test.todo('a')",
    "it.skipIf(true)('a', () => {})",
    "xit('a', () => {})",
  ])('runs every test: %s', (text) => {
    expect(rulesBrokenBy(test, text)).toEqual(expect.arrayContaining(['every test runs']))
    expect(rulesBrokenBy(test, "it('a', () => {})\nit.each([1])('b', () => {})")).toEqual([])
  })

  it.each(['process.exit(1)', "import { exit } from 'node:process'"])('never exits: %s', (text) => {
    for (const path of [code, test, 'scripts/check.ts', 'testkit/src/network.ts']) {
      expect(rulesBrokenBy(path, text)).toEqual(['nothing calls process.exit'])
    }
    expect(rulesBrokenBy(code, 'process.exitCode = 1')).toEqual([])
  })

  it.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    'crypto.randomUUID()',
    'randomUUID()',
    'randomBytes(32)',
  ])('is given time, ids and randomness: %s', (text) => {
    expect(rulesBrokenBy(code, text)).toEqual(['time, ids and randomness are passed in'])
    expect(rulesBrokenBy('server/src/platform/ids.ts', text)).toEqual([])
    expect(rulesBrokenBy('server/src/platform/clock.ts', text)).toEqual([])
    expect(rulesBrokenBy(test, text)).toEqual([])
  })

  it('may convert times, and make secrets in the platform', () => {
    expect(rulesBrokenBy(code, 'new Date(expiresAt); Date.parse(text)')).toEqual([])
    expect(rulesBrokenBy('server/src/platform/sealing/seal.ts', 'randomBytes(12)')).toEqual([])
    expect(rulesBrokenBy('server/src/platform/sealing/seal.ts', 'Date.now()')).toHaveLength(1)
  })

  it.each([
    "fetch('https://cloud.example')",
    "globalThis.fetch('https://cloud.example')",
    "http.request('http://cloud.example')",
    "import { request } from 'undici'",
    "import { request } from 'node:https'",
    "await import('undici')",
  ])('goes out by one door: %s', (text) => {
    expect(rulesBrokenBy(code, text)).toEqual(['one door leads out'])
    expect(rulesBrokenBy('packages/ocm/src/client/send-share.ts', text)).toEqual(['one door leads out'])
    expect(rulesBrokenBy('server/src/platform/outbound/client.ts', text)).toEqual([])
    expect(rulesBrokenBy('server/src/cli/socket-request.ts', text)).toEqual([])
    expect(rulesBrokenBy(test, text)).toEqual([])
    expect(rulesBrokenBy('testkit/src/network.ts', text)).toEqual([])
  })

  it('may name the types of a client and serve', () => {
    expect(rulesBrokenBy(code, "import type { Dispatcher } from 'undici'")).toEqual([])
    expect(rulesBrokenBy(code, "import { createServer, type Agent } from 'node:http'")).toEqual([])
    expect(rulesBrokenBy(code, 'cache.fetch(key)')).toEqual([])
  })
})

function rulesBrokenBy(path: string, text: string): string[] {
  return conductViolations([sourceFile(path, text)]).map(({ rule }) => rule)
}
