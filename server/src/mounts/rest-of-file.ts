import { type DavPath, RemoteTrouble, ResourceError } from '@isthmus/webdav'
import type { MountsContext } from './context.ts'
import type { ContinuedBodyOptions } from './continued-body.ts'
import type { RemoteConnection } from './remote-connection.ts'

/** The part of a file that a body carries. */
export interface CarriedPart {
  readonly path: DavPath
  /** Strong entity tag of the file. */
  readonly etag: string
  /** Inclusive offsets. */
  readonly first: number
  readonly last: number
}

/** How often one body goes on, however much came in between. */
const mostContinuations = 16
/** How long to wait before the next attempt to go on, in milliseconds: those in a row that brought nothing. */
const pauses = [0, 2_000, 4_000, 8_000, 16_000] as const

/**
 * Opens the rest of a file that broke off on its way from its server, as long as it is the same file (RFC 9110 14.2 and
 * 13.1.5). A server that restarts, or a link that stands still for longer than a connection may, costs the reader
 * some seconds instead of the whole transfer.
 */
export function restOfFile(
  { clock }: Pick<MountsContext, 'clock'>,
  connection: RemoteConnection,
  { path, etag, first, last }: CarriedPart,
): NonNullable<ContinuedBodyOptions['rest']> {
  let continuations = 0
  let lastDelivered = 0
  return async (delivered, error) => {
    let inVain = delivered > lastDelivered ? 0 : 1
    lastDelivered = delivered
    for (; inVain < pauses.length; inVain += 1) {
      continuations += 1
      if (continuations > mostContinuations) throw error
      const pause = pauses[inVain] ?? 0
      if (pause > 0) await clock.sleep(pause, connection.signal)
      const range = { first: first + delivered, last }
      try {
        const reading = await connection.ask('inside', (client, signal) =>
          client.read(path, { range, rangeIfEtag: etag, signal }),
        )
        const fits =
          reading.range?.first === range.first && reading.range.last === last && reading.etag === etag
        if (fits) return reading.body
        reading.body.destroy()
        throw error
      } catch (failure) {
        if (!isPassing(failure)) throw error
      }
    }
    throw error
  }
}

/** Whether it may be over soon. Else the file is another one, or not there any more, or its server makes no sense. */
function isPassing(failure: unknown): boolean {
  if (!(failure instanceof ResourceError) || failure.reason !== 'unavailable') return false
  return !(failure.cause instanceof RemoteTrouble) || failure.cause.code === 'unreachable'
}
