import type { Call, Reply } from '../../route.ts'
import { gonePage, refusalPage } from '../render-refusal.ts'
import { sayRefusal } from '../say-fault.ts'
import { speechOf } from '../speech-of.ts'
import type { Speech } from '../words.ts'
import { type LinkAddress, linkHref, readLinkAddress } from './link-address.ts'
import type { Visit } from './render-parts.ts'
import { passwordPage } from './render-password.ts'
import { readVisitCookie } from './visit-cookie.ts'

type LinkCall = Call<'none', undefined, undefined>

/**
 * Opens the link of a request for whoever sent it, and answers with a page where that does not work.
 * @param answer - what is done with the open link
 */
export async function enterLink(call: LinkCall, answer: (visit: Visit) => Promise<Reply>): Promise<Reply> {
  const speech = await speechOf(call)
  const address = readLinkAddress(call.rawUrl, call.params['token'] ?? '')
  if (address === undefined) return gonePage(speech)
  try {
    return await withOpenLink(call, speech, address, answer)
  } catch (error) {
    return refusalOf(error, speech, address)
  }
}

async function withOpenLink(
  { application, tenant, headers, clientAddress }: LinkCall,
  speech: Speech,
  address: LinkAddress,
  answer: (visit: Visit) => Promise<Reply>,
): Promise<Reply> {
  const visit = readVisitCookie(headers['cookie'], await application.accounts.instanceId())
  const opened = await application.shares.openLink(tenant.id, address.token, {
    address: clientAddress,
    visit,
  })
  if (opened.ok) return answer({ link: opened.link, address, speech })
  if (opened.reason === 'gone') return gonePage(speech)
  return passwordPage(speech, { action: linkHref(address.token, address.path) })
}

/** @throws what is a fault of the program, for whoever logs it */
function refusalOf(error: unknown, speech: Speech, address: LinkAddress): Reply {
  const refusal = sayRefusal(error, speech)
  if (refusal === undefined) throw error
  if (refusal.status === 404) return gonePage(speech)
  return refusalPage(speech, { ...refusal, back: linkHref(address.token, address.path) })
}
