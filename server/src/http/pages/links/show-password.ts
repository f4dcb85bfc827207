import { IsthmusError } from '../../../platform/errors.ts'
import type { Call, Reply } from '../../route.ts'
import { gonePage } from '../render-refusal.ts'
import { speechOf } from '../speech-of.ts'
import { linkHref, readLinkAddress } from './link-address.ts'
import { passwordPage } from './render-password.ts'
import { writeVisitCookie } from './visit-cookie.ts'

/** Answers the form that asks for the password of a link: with a cookie for this link, when it is right. */
export async function showPassword(
  call: Call<'none', undefined, undefined>,
  password: string,
): Promise<Reply> {
  const { application, tenant, clientAddress, rawUrl, params } = call
  const speech = await speechOf(call)
  const address = readLinkAddress(rawUrl, params['token'] ?? '')
  if (address === undefined) return gonePage(speech)
  const { token, path } = address
  const action = linkHref(token, path)
  try {
    const opened = await application.shares.openLink(tenant.id, token, { address: clientAddress, password })
    if (!opened.ok) {
      return opened.reason === 'gone'
        ? gonePage(speech)
        : passwordPage(speech, { action, problem: speech.words.passwordWrong })
    }
    const { visit } = opened.link
    const instanceId = await application.accounts.instanceId()
    return {
      status: 303,
      headers: {
        location: action,
        'cache-control': 'no-store',
        ...(visit !== undefined && { 'set-cookie': writeVisitCookie(visit, { instanceId, tenant, token }) }),
      },
    }
  } catch (error) {
    if (!(error instanceof IsthmusError) || error.code !== 'too-many-requests') throw error
    const seconds = error.retryAfter ?? 1
    const page = passwordPage(speech, { action, problem: speech.words.tooManyAttempts(seconds), status: 429 })
    return { ...page, headers: { ...page.headers, 'retry-after': String(seconds) } }
  }
}
