import { generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto'
import { promisify } from 'node:util'

/** A certificate authority that only a test trusts. */
export interface TestAuthority {
  /** Its own certificate, PEM. */
  readonly certificate: string
  /** Certifies that a new key belongs to a host, or to several; both PEM. */
  issue(
    hosts: string | readonly [string, ...string[]],
    validity?: Validity,
  ): Promise<{ certificate: string; key: string }>
  /** An authority that this one certifies. */
  subordinate(name: string): Promise<TestAuthority>
}

/** By the time of the machine, as TLS goes, whatever the clock of a test says. */
export interface Validity {
  /** Epoch milliseconds. Default: an hour ago. */
  readonly from?: number
  /** Epoch milliseconds. Default: in 24 hours. */
  readonly until?: number
}

/** Makes an authority whose key dies with the process. */
export async function createTestAuthority(): Promise<TestAuthority> {
  const name = `Isthmus test authority ${randomBytes(4).toString('hex')}`
  const keys = await generateKeys()
  return authority({ name, keys, issuer: { name, signingKey: keys.privateKey } })
}

/** A certificate for a host that nobody has vouched for but its own key; both PEM. */
export async function selfSigned(host: string): Promise<{ certificate: string; key: string }> {
  const { publicKey, privateKey } = await generateKeys()
  const extensions = [subjectAlternativeNames([host])]
  return {
    certificate: certificate({
      subject: host,
      issuer: host,
      publicKey,
      signingKey: privateKey,
      extensions,
      validity: {},
    }),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

interface AuthorityFacts {
  readonly name: string
  readonly keys: Keys
  readonly issuer: { readonly name: string; readonly signingKey: KeyObject }
}

function authority({ name, keys, issuer }: AuthorityFacts): TestAuthority {
  const own = { name, signingKey: keys.privateKey }
  return {
    certificate: certificate({
      subject: name,
      issuer: issuer.name,
      publicKey: keys.publicKey,
      signingKey: issuer.signingKey,
      extensions: [basicConstraints],
      validity: { until: Date.now() + 365 * 24 * hour },
    }),
    async issue(hosts, validity = {}) {
      const names: readonly [string, ...string[]] = typeof hosts === 'string' ? [hosts] : hosts
      const { publicKey, privateKey } = await generateKeys()
      return {
        certificate: certificate({
          subject: names[0],
          issuer: name,
          publicKey,
          signingKey: own.signingKey,
          extensions: [subjectAlternativeNames(names)],
          validity,
        }),
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
    subordinate: async (subject) => authority({ name: subject, keys: await generateKeys(), issuer: own }),
  }
}

interface Keys {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

function generateKeys(): Promise<Keys> {
  return promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })
}

interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  readonly publicKey: KeyObject
  readonly signingKey: KeyObject
  readonly extensions: readonly Buffer[]
  readonly validity: Validity
}

/** RFC 5280 4.1, in the Distinguished Encoding Rules of ASN.1 (X.690). */
function certificate(facts: CertificateFacts): string {
  const { subject, issuer, publicKey, signingKey, extensions, validity } = facts
  const { from = Date.now() - hour, until = Date.now() + 24 * hour } = validity
  const toBeSigned = sequence(
    explicit(0, version3),
    der(0x02, Buffer.from([1, ...randomBytes(8)])),
    ecdsaWithSha256,
    commonName(issuer),
    sequence(utcTime(from), utcTime(until)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions)),
  )
  const signature = sign('sha256', toBeSigned, signingKey)
  const bytes = sequence(toBeSigned, ecdsaWithSha256, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

const hour = 60 * 60 * 1000
const version3 = Buffer.from('020102', 'hex')
const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'))
/** RFC 5280 4.2.1.9: `cA` is true. */
const basicConstraints = sequence(
  Buffer.from('0603551d13', 'hex'),
  der(0x04, Buffer.from('30030101ff', 'hex')),
)

/** RFC 5280 4.2.1.6 */
function subjectAlternativeNames(hosts: readonly string[]): Buffer {
  const names = sequence(...hosts.map((host) => der(0x82, Buffer.from(host, 'latin1'))))
  return sequence(Buffer.from('0603551d11', 'hex'), der(0x04, names))
}

function commonName(name: string): Buffer {
  const attribute = sequence(Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(name)))
  return sequence(der(0x31, attribute))
}

function utcTime(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replaceAll(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}

function explicit(number: number, value: Buffer): Buffer {
  return der(0xa0 | number, value)
}

function sequence(...values: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(values))
}

function der(tag: number, value: Buffer): Buffer {
  const { length } = value
  // X.690 10.1: the shortest form.
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), value])
}
