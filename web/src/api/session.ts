/** Who is signed in. The cookie is the browser's; what is kept here is what changing requests need besides. */
import { useSyncExternalStore } from 'react'

interface SessionState {
  readonly username: string
  readonly csrfToken: string
  /** The session has ended, and requests wait for the person to sign in again. */
  readonly hasEnded: boolean
}

let state: SessionState = { username: '', csrfToken: '', hasEnded: false }
let waiting: PromiseWithResolvers<void> | undefined
const listeners = new Set<() => void>()

/** Notes who is signed in. */
export function noteSession(username: string, token: string): void {
  change({ username, csrfToken: token, hasEnded: false })
  waiting?.resolve()
  waiting = undefined
}

/** Empty before anybody has signed in. */
export function currentUsername(): string {
  return state.username
}

/** What requests that change something send with them. */
export function csrfToken(): string {
  return state.csrfToken
}

/** Resolves when the person has signed in again. All that is refused meanwhile waits for the same. */
export async function signInAgain(): Promise<void> {
  waiting ??= Promise.withResolvers()
  change({ ...state, hasEnded: true })
  await waiting.promise
}

export function useSession(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}

function change(next: SessionState): void {
  state = next
  for (const listener of listeners) listener()
}
