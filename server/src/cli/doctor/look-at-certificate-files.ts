import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { getCACertificates } from 'node:tls'
import type { Config } from '../../platform/config/index.ts'
import { shellQuote } from '../shell-quote.ts'
import { type Finding, ok, wrong } from './finding.ts'
import { covers, describeEnd, troubleWithTime } from './judge-certificate.ts'

const check = 'certificate files'
const wholeChain =
  'Let tls.cert name the whole chain, own certificate first, without the root: fullchain.pem of Let’s Encrypt.'

/**
 * Whether `tls.cert` and `tls.key` are what others can verify, and nobody else can read the key.
 * @returns `undefined` when the server does not serve HTTPS itself
 */
export async function lookAtCertificateFiles(
  { tls: { cert, key }, publicUrl, outbound }: Pick<Config, 'tls' | 'publicUrl' | 'outbound'>,
  now: number,
): Promise<Finding | undefined> {
  if (cert === undefined || key === undefined) return undefined
  const { mode } = await stat(key)
  if ((mode & 0o007) !== 0) {
    return wrong(check, `Every user of this machine can read ${key}.`, `Run: chmod o= ${shellQuote(key)}`)
  }
  const chain = await readChain(cert)
  const [own] = chain
  if (own === undefined) {
    return wrong(check, `${cert} holds no certificate in PEM form.`, 'Let tls.cert name the chain.')
  }
  if (!belongsTo(own, await readKey(key))) {
    return wrong(
      check,
      `${key} is not the key of the certificate in ${cert}.`,
      'Let tls.key and tls.cert name what was made together, and reload the server.',
    )
  }
  const { hostname } = new URL(publicUrl)
  if (!covers(own, hostname)) {
    return wrong(
      check,
      `The certificate is for ${own.subjectAltName ?? own.subject}, not for ${hostname}.`,
      'Get one for the host of publicUrl.',
    )
  }
  for (const certificate of chain) {
    const trouble = troubleWithTime(certificate, now)
    if (trouble !== undefined) return wrong(check, ...trouble)
  }
  const gap = findGap(chain, await trustedAuthorities(outbound.ca))
  if (gap !== undefined) return wrong(check, gap, wholeChain)
  return ok(check, `${cert}, for ${hostname}, ${describeEnd(own)}`)
}

async function readChain(file: string): Promise<X509Certificate[]> {
  return certificatesIn(await readFile(file, 'utf8'))
}

function certificatesIn(text: string): X509Certificate[] {
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return found.map((pem) => new X509Certificate(pem))
}

async function readKey(file: string): Promise<KeyObject | undefined> {
  const text = await readFile(file)
  try {
    return createPrivateKey(text)
  } catch {
    return undefined
  }
}

function belongsTo(certificate: X509Certificate, key: KeyObject | undefined): boolean {
  return key !== undefined && certificate.checkPrivateKey(key)
}

async function trustedAuthorities(files: readonly string[]): Promise<X509Certificate[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return [...getCACertificates('default'), ...texts].flatMap(certificatesIn)
}

/** Where the chain of issuers breaks off; `undefined` when it leads to an authority that is trusted. */
function findGap(
  chain: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): string | undefined {
  for (const [at, certificate] of chain.entries()) {
    const known = authorities.some(
      (authority) =>
        authority.fingerprint256 === certificate.fingerprint256 || isIssuedBy(certificate, authority),
    )
    if (known) return undefined
    const next = chain[at + 1]
    if (next !== undefined && isIssuedBy(certificate, next)) continue
    if (isIssuedBy(certificate, certificate)) {
      return `${nameOf(certificate.subject)} certifies itself: other clouds do not trust it.`
    }
    return `The certificate of ${nameOf(certificate.issuer)} is missing in the chain, or nobody trusts it.`
  }
  return undefined
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

/** The common name in what OpenSSL writes, one part a line. */
function nameOf(distinguishedName: string): string {
  return /^CN=(.*)$/m.exec(distinguishedName)?.[1] ?? distinguishedName.replaceAll('\n', ', ')
}
