import { call } from './call.ts'
import { noteConnection } from './connection.ts'

export interface LiveHandlers {
  /** @param data - JSON */
  readonly events: Readonly<Record<string, (data: string) => void>>
  /** There is a connection again, and what happened meanwhile was missed. */
  onReturn(): void
}

/** For how long the stream may be away before that is told, in milliseconds: proxies cut it from time to time. */
const patience = 3_000
/** Waits between attempts of ours, in milliseconds; the last one is used again. */
const waits = [1_000, 2_000, 5_000, 15_000]

/**
 * Listens to what the server tells. A browser comes back by itself after a cut, and says what it heard last; after an
 * answer that is no stream (a proxy without its server, a session that has ended) it gives up, and this begins anew.
 * @returns what ends it
 */
export function openLiveStream({ events, onReturn }: LiveHandlers): () => void {
  let source: EventSource | undefined
  let isOver = false
  let attempts = 0
  let hasMissed = false
  let next: ReturnType<typeof setTimeout> | undefined
  let lost: ReturnType<typeof setTimeout> | undefined

  function open(): void {
    clearTimeout(next)
    source?.close()
    source = new EventSource('/api/v1/events')
    source.addEventListener('open', onOpen)
    source.addEventListener('error', onError)
    for (const [name, handle] of Object.entries(events)) {
      source.addEventListener(name, (event: MessageEvent<string>) => handle(event.data))
    }
  }

  function onOpen(): void {
    clearTimeout(lost)
    lost = undefined
    attempts = 0
    noteConnection(true)
    if (hasMissed) onReturn()
    hasMissed = false
  }

  function onError(): void {
    lost ??= setTimeout(() => noteConnection(false), patience)
    if (source?.readyState !== EventSource.CLOSED) return
    hasMissed = true
    clearTimeout(next)
    next = setTimeout(() => void again(), waits[Math.min(attempts++, waits.length - 1)])
  }

  /** Somebody whose session has ended is asked to sign in by the question, and listens after that. */
  async function again(): Promise<void> {
    await call('GET /me').catch(() => undefined)
    if (!isOver) open()
  }

  function onOffline(): void {
    hasMissed = true
    noteConnection(false)
  }

  open()
  addEventListener('online', open)
  addEventListener('offline', onOffline)
  return () => {
    isOver = true
    removeEventListener('online', open)
    removeEventListener('offline', onOffline)
    clearTimeout(next)
    clearTimeout(lost)
    source?.close()
  }
}
