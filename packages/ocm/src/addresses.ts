/**
 * OCM addresses (`ann@cloud.example`) and the hosts of peers.
 *
 * Input is read leniently into one canonical form, so that a person or a server has exactly one spelling everywhere
 * else: hosts are compared with `===`, identifiers byte for byte.
 */

declare const peerHostBrand: unique symbol
declare const ocmAddressBrand: unique symbol

/**
 * The canonical `host[:port]` of a server: lower case, internationalised names in ASCII, IPv6 in brackets, no trailing
 * dot, the port 443 left out.
 */
export type PeerHost = string & { readonly [peerHostBrand]: true }

/** A person or group at a server. The identifier is opaque to every server but its own. */
export interface OcmAddress {
  readonly identifier: string
  readonly host: PeerHost
  readonly [ocmAddressBrand]: true
}

/** Why a text is no address. */
export type AddressRefusal = 'too-long' | 'no-identifier' | 'invalid-identifier' | 'no-host' | 'invalid-host'

/** The outcome of `parseOcmAddress`. */
export type ParsedAddress = { ok: true; address: OcmAddress } | { ok: false; reason: AddressRefusal }

/** The outcome of `parsePeerHost`. */
export type ParsedHost = { ok: true; host: PeerHost } | { ok: false; reason: 'no-host' | 'invalid-host' }

/** In bytes of UTF-8: who stores addresses, also in an index, knows how long they get. */
const maxAddressLength = 1024
const maxHostNameLength = 253

/**
 * Reads an address as people and servers write it.
 *
 * Tolerated: `@` and blanks in front, a scheme in the host part (ownCloud sends `ann@https://cloud.example`), what
 * follows the host (a path, a trailing slash), and the host appended twice (`ann@cloud.example@cloud.example`).
 *
 * @param input - the address, at most 1024 bytes of UTF-8
 */
export function parseOcmAddress(input: string): ParsedAddress {
  if (Buffer.byteLength(input) > maxAddressLength) return { ok: false, reason: 'too-long' }
  const text = input.trim().replace(/^[@\s]+/, '')

  // OCM 1.4, Terms: the last `@` separates the identifier, which may itself contain one.
  const separator = text.lastIndexOf('@')
  if (separator < 0) return { ok: false, reason: input.includes('@') ? 'no-identifier' : 'no-host' }

  const parsed = parsePeerHost(text.slice(separator + 1))
  if (!parsed.ok) return parsed
  const identifier = withoutRepeatedHost(text.slice(0, separator), parsed.host)
  if (!isIdentifier(identifier)) return { ok: false, reason: 'invalid-identifier' }
  return { ok: true, address: brand(identifier, parsed.host) }
}

/**
 * The address of somebody at a known server, as that server issues it.
 *
 * @param identifier - as the server knows the person; case matters
 * @throws TypeError when no address can hold the identifier
 */
export function ocmAddress(identifier: string, host: PeerHost): OcmAddress {
  const parsed = parseOcmAddress(`${identifier}@${host}`)
  if (!parsed.ok || parsed.address.identifier !== identifier) {
    throw new TypeError('this identifier cannot be part of an OCM address')
  }
  return parsed.address
}

/** The canonical text of an address: no scheme, no path (OCM 1.4, Terms). Parsing it gives the same address again. */
export function formatOcmAddress(address: OcmAddress): string {
  return `${address.identifier}@${address.host}`
}

/**
 * Reads the host of a server: a registered name, an IPv4 or a bracketed IPv6 address, each with an optional port.
 * A scheme in front and whatever follows the host are cut.
 */
export function parsePeerHost(input: string): ParsedHost {
  const [, scheme = 'https', authority = ''] = /^(?:(https?):\/\/)?([^/\\?#]*)/i.exec(input.trim()) ?? []
  if (authority === '') return { ok: false, reason: 'no-host' }

  // The URL parser would decode `%`, split at `@` and drop line breaks; none of them belongs in a host.
  if (!/^(?:\[[0-9a-f:.]+\]|[^\s:@[\]%]+)(?::[0-9]{1,5})?$/i.test(authority)) return invalidHost
  const url = URL.parse(`${scheme}://${authority}`)
  if (!url) return invalidHost

  const name = url.hostname.replace(/\.$/, '')
  if (name === '' || name.length > maxHostNameLength) return invalidHost
  if (name.startsWith('.') || url.hostname.includes('..') || url.port === '0') return invalidHost
  const port = url.port === '' || url.port === '443' ? '' : `:${url.port}`
  return { ok: true, host: `${name}${port}` as PeerHost }
}

const invalidHost = { ok: false, reason: 'invalid-host' } as const

/** Cuts `@host` from the end of the identifier, but only where it is the very host of the address. */
function withoutRepeatedHost(identifier: string, host: PeerHost): string {
  const separator = identifier.lastIndexOf('@')
  if (separator < 1) return identifier
  const repeated = parsePeerHost(identifier.slice(separator + 1))
  if (!repeated.ok || repeated.host !== host) return identifier
  return withoutRepeatedHost(identifier.slice(0, separator), host)
}

function isIdentifier(text: string): boolean {
  return text !== '' && text.isWellFormed() && !/\p{Cc}/u.test(text)
}

function brand(identifier: string, host: PeerHost): OcmAddress {
  return { identifier, host } as OcmAddress
}
