import { readForm } from '../../forms/read-form.ts'
import type { Call, Reply } from '../../route.ts'
import { seeOther } from '../see-other.ts'
import { speechTo } from '../speech-of.ts'
import { findVisitor, requireOwnForm, type Visitor } from '../visitor.ts'
import type { Speech } from '../words.ts'

type PageCall = Call<'none', undefined, undefined>

/** Who is in the light pages. */
export interface Guest extends Visitor {
  readonly speech: Speech
}

/** Answers whoever is signed in; anybody else signs in first and comes back to this page. */
export async function withVisitor(
  call: PageCall,
  page: string,
  answer: (guest: Guest) => Promise<Reply>,
): Promise<Reply> {
  const visitor = await findVisitor(call)
  if (visitor === undefined) return seeOther(`/ui/login?next=${encodeURIComponent(page)}`)
  return answer({ ...visitor, speech: await speechTo(call, visitor) })
}

/** The same for a form, which one of our pages has to have made. */
export async function withForm(
  call: PageCall,
  page: string,
  answer: (guest: Guest, form: URLSearchParams) => Promise<Reply>,
): Promise<Reply> {
  const form = await readForm(call.stream, call.headers['content-type'])
  return withVisitor(call, page, async (guest) => {
    requireOwnForm(call, guest, form)
    return answer(guest, form)
  })
}
