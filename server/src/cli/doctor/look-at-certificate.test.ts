import { once } from 'node:events'
import { chmod, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadConfig } from '../../platform/config/index.ts'
import { createTestAuthority, type TestAuthority } from '../../platform/testing/test-authority.ts'
import { temporaryFolder } from '../testing/running-server.ts'
import { lookAtCertificate } from './look-at-certificate.ts'
import { lookAtCertificateFiles } from './look-at-certificate-files.ts'

const day = 24 * 60 * 60_000
const host = 'cloud.example'
const longLived = { until: Date.now() + 90 * day }

let stack: AsyncDisposableStack
let folder: string
let root: TestAuthority

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  folder = stack.use(await temporaryFolder()).path
  root = await createTestAuthority()
  await writeFile(join(folder, 'root.pem'), root.certificate)
})
afterAll(() => stack.disposeAsync())

interface Shown {
  readonly certificate: string
  readonly key: string
}

/** Writes certificate and key, shows them at the public address, and looks at both. */
async function lookAt({ certificate, key }: Shown, environment: Record<string, string> = {}) {
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  await writeFile(certFile, certificate)
  await writeFile(keyFile, key)
  await chmod(keyFile, 0o600)
  const server = createServer({ cert: certificate, key }, (socket) => socket.on('error', () => {}))
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const config = await configOf(port, {
      ISTHMUS_TLS_CERT: certFile,
      ISTHMUS_TLS_KEY: keyFile,
      ...environment,
    })
    return {
      files: await lookAtCertificateFiles(config, Date.now()),
      shown: await lookAtCertificate(config, Date.now()),
    }
  } finally {
    server.close()
  }
}

async function configOf(port: number, environment: Record<string, string>) {
  const { config } = await loadConfig({
    environment: {
      ISTHMUS_DATA: folder,
      ISTHMUS_PUBLIC_URL: `https://${host}`,
      ISTHMUS_OUTBOUND_CA: join(folder, 'root.pem'),
      ISTHMUS_OUTBOUND_HOSTS: `${host}:443=127.0.0.1:${port}`,
      ...environment,
    },
  })
  return config
}

/** The chain from a host over an authority in between. */
async function issueChain(validity = longLived): Promise<Shown & { readonly leaf: string }> {
  const between = await root.subordinate('Authority in between')
  const { certificate, key } = await between.issue(host, validity)
  return { leaf: certificate, certificate: certificate + between.certificate, key }
}

test('a certificate that others can verify is in order, and it is said until when', async () => {
  const { files, shown } = await lookAt(await issueChain())
  expect(files).toMatchObject({
    state: 'ok',
    message: expect.stringMatching(/for cloud\.example, until \d{4}-/),
  })
  expect(shown).toMatchObject({
    state: 'ok',
    message: expect.stringMatching(/^for cloud\.example, until \d/),
  })
})

test('a chain without the authority in between is not complete', async () => {
  const { leaf, key } = await issueChain()
  const { files, shown } = await lookAt({ certificate: leaf, key })
  expect(files).toMatchObject({
    state: 'wrong',
    message: 'The certificate of Authority in between is missing in the chain, or nobody trusts it.',
    remedy: expect.stringContaining('fullchain.pem'),
  })
  expect(shown).toMatchObject({
    state: 'wrong',
    message: expect.stringContaining('the chain is not complete'),
    remedy: expect.stringContaining('fullchain.pem'),
  })
})

test.each([
  ['has ended', { from: Date.now() - 90 * day, until: Date.now() - day }, 'The certificate has ended on'],
  ['ends soon', { until: Date.now() + 3 * day }, 'The certificate ends on'],
  ['does not count yet', { from: Date.now() + day, until: Date.now() + 90 * day }, 'counts only from'],
])('a certificate that %s is found in the files and at the address', async (_, validity, message) => {
  const { files, shown } = await lookAt(await issueChain(validity))
  for (const finding of [files, shown]) {
    expect(finding).toMatchObject({ state: 'wrong', message: expect.stringContaining(message) })
    expect(finding?.remedy).toBeDefined()
  }
})

test('a certificate for another host is found', async () => {
  const { files, shown } = await lookAt(await root.issue('other.example', longLived))
  expect(files).toMatchObject({
    message: 'The certificate is for DNS:other.example, not for cloud.example.',
  })
  expect(shown).toMatchObject({ message: 'At cloud.example one is shown for DNS:other.example.' })
})

test('a certificate of an authority that nobody knows is found', async () => {
  const stranger = await createTestAuthority()
  const between = await stranger.subordinate('Stranger in between')
  const { certificate, key } = await between.issue(host, longLived)
  const chain = certificate + between.certificate + stranger.certificate
  const { files, shown } = await lookAt({ certificate: chain, key })
  expect(files).toMatchObject({ message: expect.stringContaining('certifies itself') })
  expect(shown).toMatchObject({
    message: expect.stringContaining('that nobody trusts'),
  })
})

test('a key of another certificate, one that all can read, and a file without a certificate are found', async () => {
  const { certificate } = await issueChain()
  const { key } = await issueChain()
  const files = { ISTHMUS_TLS_CERT: join(folder, 'cert.pem'), ISTHMUS_TLS_KEY: join(folder, 'key.pem') }
  const config = await configOf(1, files)
  const look = () => lookAtCertificateFiles(config, Date.now())
  await writeFile(files.ISTHMUS_TLS_CERT, certificate)
  await writeFile(files.ISTHMUS_TLS_KEY, key)
  expect(await look()).toMatchObject({
    message: expect.stringContaining('is not the key of the certificate'),
  })
  await writeFile(files.ISTHMUS_TLS_KEY, 'no key')
  expect(await look()).toMatchObject({
    message: expect.stringContaining('is not the key of the certificate'),
  })
  await chmod(files.ISTHMUS_TLS_KEY, 0o644)
  expect(await look()).toMatchObject({ remedy: `Run: chmod o= ${files.ISTHMUS_TLS_KEY}` })
  await chmod(files.ISTHMUS_TLS_KEY, 0o640)
  await writeFile(files.ISTHMUS_TLS_CERT, 'nothing')
  expect(await look()).toMatchObject({ message: expect.stringContaining('holds no certificate') })
})

test('where nobody listens, or http is spoken, no certificate is looked at', async () => {
  expect(await lookAtCertificate(await configOf(1, {}), Date.now())).toMatchObject({
    state: 'skipped',
    message: expect.stringContaining('nobody shows one at https://cloud.example'),
  })
  const plain = await configOf(1, { ISTHMUS_PUBLIC_URL: 'http://localhost:8080' })
  expect(await lookAtCertificate(plain, Date.now())).toMatchObject({ state: 'skipped' })
  expect(await lookAtCertificateFiles(plain, Date.now())).toBeUndefined()
})
