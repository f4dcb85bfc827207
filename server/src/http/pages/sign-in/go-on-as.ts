import { IsthmusError } from '../../../platform/errors.ts'
import type { Call, Reply } from '../../route.ts'
import { seeOther } from '../see-other.ts'
import { beginSession } from './begin-session.ts'

/**
 * Signs in whoever has just chosen a password, and leads them on. What they chose counts whatever becomes of this: who
 * cannot be signed in now does so on the usual page.
 * @param home - where they go on
 */
export async function goOnAs(
  call: Call<'none', undefined, undefined>,
  chosen: { readonly username: string; readonly password: string },
  home: string,
): Promise<Reply> {
  const later = seeOther('/login?why=password-changed')
  try {
    const started = await beginSession(call, chosen)
    return started.ok ? seeOther(home, { 'set-cookie': started.cookie }) : later
  } catch (error) {
    if (error instanceof IsthmusError && error.code === 'too-many-requests') return later
    throw error
  }
}
