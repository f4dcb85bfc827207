/** Who is signed in. The cookie is the browser's; what is kept here is what changing requests need besides. */
import { Store } from '../store.ts'

interface SessionState {
  readonly username: string
  readonly csrfToken: string
  /** The session has ended, and requests wait for the person to sign in again. */
  readonly hasEnded: boolean
}

const session = new Store<SessionState>({ username: '', csrfToken: '', hasEnded: false })
let waiting: PromiseWithResolvers<void> | undefined

/** Notes who is signed in. */
export function noteSession(username: string, token: string): void {
  session.set({ username, csrfToken: token, hasEnded: false })
  waiting?.resolve()
  waiting = undefined
}

/** Empty before anybody has signed in. */
export function currentUsername(): string {
  return session.value.username
}

/** What requests that change something send with them. */
export function csrfToken(): string {
  return session.value.csrfToken
}

/** Resolves when the person has signed in again. All that is refused meanwhile waits for the same. */
export async function signInAgain(): Promise<void> {
  waiting ??= Promise.withResolvers()
  session.set({ ...session.value, hasEnded: true })
  await waiting.promise
}

export function useSession(): SessionState {
  return session.use()
}
