import { IsthmusError } from '../../../platform/errors.ts'
import type { Call, Reply } from '../../route.ts'
import { seeOther } from '../see-other.ts'
import { speechOf } from '../speech-of.ts'
import { beginSession } from './begin-session.ts'
import { ownPath } from './own-path.ts'
import { readNotice, type SignInView, signInPage } from './render-sign-in.ts'

type PageCall = Call<'none', undefined, undefined>

/** One of the pages on which people sign in. */
export interface Entry {
  /** Where its form goes. */
  readonly action: string
  /** Where people go on who wanted to go nowhere else. */
  readonly home: string
}

/** Shows the form. */
export async function askToSignIn(call: PageCall, entry: Entry): Promise<Reply> {
  const asked = new URLSearchParams(call.rawUrl.replace(/^[^?]*/, ''))
  const notice = readNotice(asked.get('why'))
  return signInPage({
    ...(await viewOf(call, entry, asked.get('next'))),
    ...(notice !== undefined && { notice }),
  })
}

/**
 * Signs in whoever the form names, and leads them to where they wanted to go.
 * @param form - as it was sent from a page of ours
 */
export async function signIn(call: PageCall, entry: Entry, form: URLSearchParams): Promise<Reply> {
  const username = (form.get('username') ?? '').slice(0, 256)
  const view = { ...(await viewOf(call, entry, form.get('next'))), username }
  try {
    const started = await beginSession(call, { username, password: form.get('password') ?? '' })
    if (started.ok) return seeOther(view.next, { 'set-cookie': started.cookie })
    const { words } = view.speech
    const problem = started.reason === 'wrong' ? words.signInWrong : words.signInDisabled
    return signInPage({ ...view, problem, status: 403 })
  } catch (error) {
    if (!(error instanceof IsthmusError) || error.code !== 'too-many-requests') throw error
    const seconds = error.retryAfter ?? 1
    const page = signInPage({ ...view, problem: view.speech.words.tooManyAttempts(seconds), status: 429 })
    return { ...page, headers: { ...page.headers, 'retry-after': String(seconds) } }
  }
}

async function viewOf(
  call: PageCall,
  { action, home }: Entry,
  next: string | null,
): Promise<Omit<SignInView, 'notice' | 'problem'>> {
  const { application, tenant } = call
  const { accounts, settings } = application
  const [speech, { provider }, hasAdmin] = await Promise.all([
    speechOf(call),
    settings.of(tenant.id),
    accounts.hasAdmin(tenant.id),
  ])
  return {
    speech,
    cloud: provider,
    action,
    next: ownPath(next, tenant, home),
    hasAdmin,
  }
}
