import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { generateKey, privateJwk, publicJwk } from '@isthmus/http-signatures'
import { expect, it } from 'vitest'
import { discoveryDocument } from './discovery-document.ts'

const folder = new URL('../', import.meta.url)
const cwd = fileURLToPath(folder)
const readme = readFileSync(new URL('README.md', folder), 'utf8')
const [share = '', take = ''] = Array.from(readme.matchAll(/^```ts\n(.*?)^```/gms), ([, code]) => code)

it('the two programs in the README share with each other, signed, and print what the README says', async () => {
  const receiver = spawn(process.execPath, nodeArguments(take), {
    cwd,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const key = await generateKey('drive.example#k1', 'Ed25519')
  await using drive = await published(publicJwk(key))
  try {
    const printed = receiver.stdout.setEncoding('utf8').iterator()
    const { value: address } = await printed.next()
    const { stdout } = await promisify(execFile)(process.execPath, nodeArguments(share), {
      cwd,
      env: {
        ...process.env,
        FROM: `ida@${drive.host}`,
        TO: String(address).trim(),
        KEY: JSON.stringify(privateJwk(key)),
      },
    })
    expect(stdout.trim()).toBe(/^console\.log\(outcome\) \/\/ (.*)$/m.exec(share)?.[1])
    expect(await printed.next()).toMatchObject({
      value: `ida@${drive.host} shares "Survey 2026", proven by: signature\n`,
    })
  } finally {
    receiver.kill()
  }
})

it('the first of them has thirty lines of code', () => {
  expect(
    share.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('//')).length,
  ).toBeLessThanOrEqual(30)
})

/** The cloud in whose name the first program shares: what it says about itself, and its keys. */
async function published(key: object) {
  const server = createServer((request, response) => {
    const body = request.url === '/jwks' ? { keys: [key] } : document
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const origin = `http://${host}`
  const document = discoveryDocument({
    provider: 'Drive',
    endPoint: `${origin}/ocm`,
    jwksUri: `${origin}/jwks`,
  })
  return {
    host,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function nodeArguments(code: string): string[] {
  return ['--input-type=module-typescript', '--eval', code]
}
