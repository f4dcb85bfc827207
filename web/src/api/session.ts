/** Who is signed in. The cookie is the browser's; what is kept here is what changing requests need besides. */
import { Store } from '../store.ts'

interface SessionState {
  readonly username: string
  readonly csrfToken: string
  /** The session has ended, and requests wait for the person to sign in again. */
  readonly hasEnded: boolean
  /** Who has signed in in this browser instead. */
  readonly other: string | undefined
}

const session = new Store<SessionState>({ username: '', csrfToken: '', hasEnded: false, other: undefined })
let waiting: PromiseWithResolvers<void> | undefined

/** What the tabs of a browser tell each other, since they have one cookie: who is signed in, or nobody. */
type Told = Pick<SessionState, 'username' | 'csrfToken'>

let tabs: BroadcastChannel | undefined

/** Notes who has signed in, here and in the other tabs. */
export function noteSession(username: string, token: string): void {
  goOnAs({ username, csrfToken: token })
  tell({ username, csrfToken: token })
}

/** Tells the other tabs that the person has signed out. */
export function noteSignOut(): void {
  tell({ username: '', csrfToken: '' })
}

/** Notes whose session the browser has. What is asked for somebody else waits until they have signed in again. */
export function noteOwner(told: Told): void {
  const { username } = session.value
  if (username === '' || told.username === username) goOnAs(told)
  else
    session.set({ ...session.value, hasEnded: true, other: told.username === '' ? undefined : told.username })
}

function goOnAs(told: Told): void {
  session.set({ ...told, hasEnded: false, other: undefined })
  waiting?.resolve()
  waiting = undefined
}

function tell(told: Told): void {
  if (tabs === undefined) {
    tabs = new BroadcastChannel('isthmus-session')
    tabs.addEventListener('message', ({ data }: MessageEvent<Told>) => noteOwner(data))
  }
  // Nobody but pages of this origin hears a channel.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  tabs.postMessage(told)
}

/** Empty before anybody has signed in. */
export function currentUsername(): string {
  return session.value.username
}

/** What requests that change something send with them. */
export function csrfToken(): string {
  return session.value.csrfToken
}

/** Resolves when what the person asks for is asked for by them, and not by who has signed in meanwhile. */
export async function untilOwn(): Promise<void> {
  if (session.value.other !== undefined) await signInAgain()
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
