import { z } from 'zod'
import { invalid, unsupported, type WireRefusal } from './answers.ts'
import { missingOrInvalid, optionalSecret, optionalText, optionalWords } from './text.ts'
import {
  type AccessType,
  type Permission,
  type Requirement,
  readAccessTypes,
  readPermissions,
  readRequirements,
} from './vocabulary.ts'
import { withoutUndefined } from './without-undefined.ts'

/** The offer of a resource over WebDAV (OCM 1.4, Share Creation Notification, `protocol.webdav`). */
export interface WebdavProtocol {
  /**
   * An absolute URL, or the id to append to the WebDAV path that the sender's discovery names. Absent in a share of
   * OCM 1.0: there the path is that of discovery, and the secret, as user name of Basic, selects the share.
   */
  uri?: string
  /** The code for the sender's token endpoint; where no exchange is demanded, itself a credential. */
  sharedSecret: string
  permissions: readonly Permission[]
  requirements: readonly Requirement[]
  accessTypes: readonly AccessType[]
  /** Bytes. */
  size?: number
}

/** What decides how `readProtocol` reads. */
export interface ProtocolTerms {
  /** The member `code` that OCM 1.2 has beside `protocol`. */
  code: string | undefined
  /** The requirements that the receiver can honour. */
  supported: readonly Requirement[]
  mustExchangeToken: boolean
}

/** The outcome of `readProtocol`. */
export type ProtocolRead = { ok: true; webdav: WebdavProtocol } | WireRefusal

/**
 * Finds the usable offer in the member `protocol`, which comes in four forms: `{name, options}` of OCM 1.0,
 * `{name: 'webdav', webdav}`, `{name: 'multi', …}` with one member per protocol, and mixtures of them.
 *
 * Protocols that are not known are passed over as long as a known one is left; their requirements are not.
 */
export function readProtocol(protocol: z.output<typeof ProtocolBody>, terms: ProtocolTerms): ProtocolRead {
  for (const [name, offer] of Object.entries(protocol)) {
    const refusal = name !== 'options' && isRecord(offer) && checkRequirements(name, offer, terms)
    if (refusal) return refusal
  }
  if (protocol.webdav) return readWebdav('webdav', protocol.webdav, protocol.options, terms)
  if (protocol.datatx) return readWebdav('datatx', fromDatatx(protocol.datatx), protocol.options, terms)
  if (protocol.name === 'webdav') return readLegacy(protocol.options, terms)
  return unsupported('PROTOCOL_NOT_SUPPORTED')
}

const offeredUri = optionalText(4096).refine(
  (value) => !value || !isAbsolute(value) || isPlainHttpUrl(value),
  'INVALID',
)
const secret = optionalSecret()
const size = z.int().min(0).optional().catch(undefined)

const OptionsBody = z.object({ sharedSecret: secret })

const WebdavBody = z.object({
  uri: offeredUri,
  // oCIS and OpenCloud say `url`.
  url: offeredUri,
  URI: offeredUri,
  sharedSecret: secret,
  permissions: optionalWords(),
  requirements: optionalWords(),
  accessTypes: optionalWords(),
  size,
})

const DatatxBody = z.object({
  srcUri: offeredUri,
  sharedSecret: secret,
  requirements: optionalWords(),
  size,
})

/** The wire form. It keeps what is not known, for its requirements. PHP peers write an empty object as `[]`. */
export const ProtocolBody = z.looseObject(
  {
    name: optionalText(255),
    options: z.preprocess((value) => (isRecord(value) ? value : {}), OptionsBody),
    webdav: WebdavBody.nullish(),
    datatx: DatatxBody.nullish(),
  },
  { error: missingOrInvalid },
)

type WebdavBody = Partial<z.output<typeof WebdavBody>>
type OptionsBody = z.output<typeof OptionsBody>

function checkRequirements(
  name: string,
  offer: Record<string, unknown>,
  terms: ProtocolTerms,
): WireRefusal | undefined {
  const demanded = requirementsOf(offer)
  // OCM 1.4, API specification, `requirements`: a receiver MUST reject a share with one that it does not understand.
  const honoured = demanded.known.every((requirement) => terms.supported.includes(requirement))
  if (demanded.unknown.length > 0 || !honoured) return unsupported('REQUIREMENT_NOT_SUPPORTED')

  // OCM 1.4, OCM API Discovery, `must-exchange-token`: every offered protocol has to demand it.
  const lacking = terms.mustExchangeToken && !demanded.known.includes('must-exchange-token')
  return lacking ? problem(`protocol.${name}.requirements`, 'MUST_EXCHANGE_TOKEN') : undefined
}

function requirementsOf(offer: { requirements?: unknown; permissions?: unknown }) {
  // For a while in 2024 `mfa-enforced` was a permission.
  const asPermission = wordsOf(offer.permissions).filter((word) => word === 'mfa-enforced')
  return readRequirements([...wordsOf(offer.requirements), ...asPermission])
}

function readWebdav(
  name: string,
  webdav: WebdavBody,
  options: OptionsBody,
  terms: ProtocolTerms,
): ProtocolRead {
  const uri = webdav.uri ?? webdav.url ?? webdav.URI
  if (!uri) return problem(`protocol.${name}.uri`, 'REQUIRED')

  const requirements = requirementsOf(webdav).known
  // OCM 1.2: the code of the token endpoint stood beside `protocol`.
  const code = requirements.includes('must-exchange-token') ? terms.code : undefined
  const sharedSecret = code ?? webdav.sharedSecret ?? options.sharedSecret ?? terms.code
  if (!sharedSecret) return problem(`protocol.${name}.sharedSecret`, 'REQUIRED')

  // The text calls the member optional and the API specification required: without it, the least is granted.
  const permissions = readPermissions(webdav.permissions ?? ['read'])
  if (permissions.length === 0) return problem(`protocol.${name}.permissions`, 'INVALID')

  const accessTypes = readAccessTypes(webdav.accessTypes ?? [])
  // OCM 1.4, Share Creation Notification, `accessTypes`: the default is `remote`.
  if (accessTypes.length === 0) accessTypes.push('remote')

  const offer = { uri, sharedSecret, permissions, requirements, accessTypes, size: webdav.size }
  return { ok: true, webdav: withoutUndefined(offer) }
}

/** OCM 1.1 and 1.2: a bulk transfer, with WebDAV on the wire. */
function fromDatatx({ srcUri, ...datatx }: z.output<typeof DatatxBody>): WebdavBody {
  return { ...datatx, uri: srcUri, accessTypes: ['datatx'] }
}

/** OCM 1.0 does not say what is granted (`options.permissions` names a WebDAV property): the sender's answers will. */
function readLegacy(options: OptionsBody, terms: ProtocolTerms): ProtocolRead {
  if (terms.mustExchangeToken) return problem('protocol.options', 'MUST_EXCHANGE_TOKEN')
  // OCM 1.4, Resource Access: a receiver SHOULD discard a legacy share without a secret.
  if (!options.sharedSecret) return problem('protocol.options.sharedSecret', 'REQUIRED')
  const webdav: WebdavProtocol = {
    sharedSecret: options.sharedSecret,
    permissions: ['read', 'write', 'share'],
    requirements: [],
    accessTypes: ['remote'],
  }
  return { ok: true, webdav }
}

function problem(name: string, message: string): WireRefusal {
  return invalid([{ name, message }])
}

/** A word that is no text counts as an unknown one. */
function wordsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((word) => (typeof word === 'string' ? word : '')) : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(uri)
}

/** No credentials: a secret in a URL ends in logs. */
function isPlainHttpUrl(uri: string): boolean {
  const url = URL.parse(uri)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}
