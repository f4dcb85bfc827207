import { z } from 'zod'
import { type OcmAddress, type PeerHost, parseOcmAddress } from '../addresses.ts'
import { invalid, unsupported, validationErrorsOf, type WireRefusal } from './answers.ts'
import { ProtocolBody, readProtocol, type WebdavProtocol } from './protocol.ts'
import { identifier, missingOrInvalid, optionalProse, optionalSecret, optionalText, text } from './text.ts'
import {
  type Requirement,
  type ResourceTypeName,
  readResourceType,
  readShareType,
  type ShareType,
} from './vocabulary.ts'
import { withoutUndefined } from './without-undefined.ts'

/**
 * A Share Creation Notification (OCM 1.4), in one form whatever the dialect of its sender. All texts are the sender's
 * word and untrusted: `name` is for display and not safe as a file name.
 */
export interface ShareCreation {
  shareWith: OcmAddress
  name: string
  description?: string
  /** Names this share at its sender, for ever. */
  providerId: string
  owner: OcmAddress
  ownerDisplayName?: string
  /** Who shares; the host is the server to ask for keys, tokens and the resource. */
  sender: OcmAddress
  senderDisplayName?: string
  shareType: ShareType
  /** ownCloud and Nextcloud say `file` for folders, too. */
  resourceType: ResourceTypeName
  /** Epoch milliseconds; absent when the share does not expire. */
  expiresAt?: number
  webdav: WebdavProtocol
}

/** What the receiving server takes. */
export interface ReceivingTerms {
  /** Completes a `shareWith` without host, as peers of OCM 1.0 send it. */
  host?: PeerHost
  /** Default: users only. */
  shareTypes?: readonly ShareType[]
  /** What the server can honour. Default: `must-exchange-token`. */
  requirements?: readonly Requirement[]
  /** The server's own criterion `must-exchange-token`: refuse what does not demand the token exchange. */
  mustExchangeToken?: boolean
}

/** The outcome of `readShareCreation`. */
export type ShareCreationRead = { ok: true; share: ShareCreation } | WireRefusal

/** Reads the body of `POST {endPoint}/shares` of any OCM from 1.0 to 1.5. Members that are not known are ignored. */
export function readShareCreation(json: unknown, terms: ReceivingTerms = {}): ShareCreationRead {
  const parsed = ShareCreationBody.safeParse(json)
  if (!parsed.success) return invalid(validationErrorsOf(parsed.error))
  const body = parsed.data

  const shareWith = readShareWith(body.shareWith, terms.host)
  if (!shareWith) return invalid([{ name: 'shareWith', message: 'INVALID' }])

  const shareType = readShareType(body.shareType)
  if (!shareType || !(terms.shareTypes ?? ['user']).includes(shareType)) {
    return unsupported('SHARE_TYPE_NOT_SUPPORTED')
  }
  const resourceType = readResourceType(body.resourceType)
  if (!resourceType) return unsupported('RESOURCE_TYPE_NOT_SUPPORTED')

  const protocol = readProtocol(body.protocol, {
    code: body.code,
    supported: terms.requirements ?? ['must-exchange-token'],
    mustExchangeToken: terms.mustExchangeToken ?? false,
  })
  if (!protocol.ok) return protocol

  const share = withoutUndefined({
    shareWith,
    name: body.name,
    description: body.description,
    providerId: body.providerId,
    owner: body.owner,
    ownerDisplayName: body.ownerDisplayName,
    // OCM 1.0 had no sender; Nextcloud calls it `sharedBy`.
    sender: body.sender ?? body.sharedBy ?? body.owner,
    senderDisplayName: body.senderDisplayName ?? body.sharedByDisplayName,
    shareType,
    resourceType,
    expiresAt: body.expiration,
    webdav: protocol.webdav,
  })
  return { ok: true, share }
}

const latestExpirationSeconds = Date.UTC(9999, 11, 31) / 1000

const address = text(1024).transform((value, context) => {
  const parsed = parseOcmAddress(value)
  if (parsed.ok) return parsed.address
  context.addIssue({ code: 'custom', message: 'INVALID' })
  return z.NEVER
})

const optionalAddress = z.preprocess((value) => value || undefined, address.optional())

const digits = z.string().regex(/^[0-9]{1,15}$/)

/** Unix seconds, by some peers in quotes, and 0 for never. */
const expiration = z
  .union([z.int(), digits.transform(Number)], { error: 'INVALID' })
  .refine((seconds) => seconds >= 0 && seconds <= latestExpirationSeconds, 'INVALID')
  .nullish()
  .transform((seconds) => (seconds ? seconds * 1000 : undefined))

const ShareCreationBody = z.object(
  {
    shareWith: text(1024),
    name: text(1024),
    description: optionalProse(16 * 1024),
    providerId: identifier(1024),
    owner: address,
    ownerDisplayName: optionalText(1024),
    sender: optionalAddress,
    senderDisplayName: optionalText(1024),
    sharedBy: optionalAddress,
    sharedByDisplayName: optionalText(1024),
    shareType: text(255),
    resourceType: text(255),
    expiration,
    code: optionalSecret(),
    protocol: ProtocolBody,
  },
  { error: missingOrInvalid },
)

function readShareWith(shareWith: string, host: PeerHost | undefined): OcmAddress | undefined {
  const parsed = parseOcmAddress(host && !shareWith.includes('@') ? `${shareWith}@${host}` : shareWith)
  return parsed.ok ? parsed.address : undefined
}
