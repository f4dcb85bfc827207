import { z } from 'zod'
import { type OcmAddress, type PeerHost, parseOcmAddress, parsePeerHost } from '../addresses.ts'
import { invalid, validationErrorsOf, type WireRefusal } from './answers.ts'
import { identifier, missingOrInvalid, optionalText, text } from './text.ts'
import { withoutUndefined } from './without-undefined.ts'

/** One of the two people of an invite, as their own server describes them. All but the host is its word. */
export interface InvitedPerson {
  address: OcmAddress
  name?: string
  email?: string
}

/** That somebody accepts an invite (OCM 1.4, Invite Acceptance Request). */
export interface InviteAcceptance {
  token: string
  /** Who accepts; the host is `recipientProvider` on the wire, and what a signature has to be of. */
  recipient: InvitedPerson
}

/** The outcome of `readInviteAcceptance`. */
export type InviteAcceptanceRead = { ok: true; acceptance: InviteAcceptance } | WireRefusal

/** Reads the body of `POST {endPoint}/invite-accepted`. OCM 1.1 has a URL as `recipientProvider`. */
export function readInviteAcceptance(json: unknown): InviteAcceptanceRead {
  const parsed = AcceptanceBody.safeParse(json)
  if (!parsed.success) return invalid(validationErrorsOf(parsed.error))
  const { recipientProvider, token } = parsed.data
  const recipient = personAt(recipientProvider, parsed.data)
  return recipient
    ? { ok: true, acceptance: { token, recipient } }
    : invalid([{ name: 'userID', message: 'INVALID' }])
}

/** The body of `POST {endPoint}/invite-accepted`. All five members are required. */
export function inviteAcceptanceBody({ token, recipient }: InviteAcceptance) {
  return { recipientProvider: recipient.address.host, token, ...personBody(recipient) }
}

/** The body of the answer to an accepted invite: who has invited. */
export function personBody({ address, name, email }: InvitedPerson) {
  return { userID: address.identifier, email: email ?? '', name: name ?? address.identifier }
}

/**
 * Reads the answer to an accepted invite; undefined when it does not say who has invited.
 *
 * @param host - the server that answers
 */
export function readInviterAnswer(json: unknown, host: PeerHost): InvitedPerson | undefined {
  const parsed = PersonBody.safeParse(json)
  return parsed.success ? personAt(host, parsed.data) : undefined
}

const longest = 1024

const PersonBody = z.object(
  {
    userID: identifier(longest),
    email: optionalText(longest).catch(undefined),
    name: optionalText(longest).catch(undefined),
  },
  { error: missingOrInvalid },
)

const AcceptanceBody = PersonBody.extend({
  recipientProvider: text(longest).transform((value, context) => {
    const parsed = parsePeerHost(value)
    if (parsed.ok) return parsed.host
    context.addIssue({ code: 'custom', message: 'INVALID' })
    return z.NEVER
  }),
  token: text(longest),
})

/** Ids are bare; where one has the host all the same (oCIS), it is cut. */
function personAt(host: PeerHost, person: z.output<typeof PersonBody>): InvitedPerson | undefined {
  const parsed = parseOcmAddress(`${person.userID}@${host}`)
  if (!parsed.ok) return undefined
  return withoutUndefined({ address: parsed.address, name: person.name, email: person.email })
}
