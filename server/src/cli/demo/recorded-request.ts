/** A request as it was on the wire. */
export interface RecordedRequest {
  /** The request line and the header fields, as they were sent. */
  readonly head: readonly string[]
  readonly body: Buffer
}

/**
 * Finds a request among recorded bytes.
 * @param start - how its request line begins: `POST /ocm/shares`
 */
export function findRequest(recorded: readonly Buffer[], start: string): RecordedRequest | undefined {
  for (const bytes of recorded) {
    const begin = bytes.indexOf(`${start} HTTP/1.1\r\n`)
    const end = bytes.indexOf('\r\n\r\n', begin)
    if (begin === -1 || end === -1) continue
    const head = bytes.toString('latin1', begin, end).split('\r\n')
    const length = Number(fieldOf({ head }, 'content-length') ?? 0)
    return { head, body: bytes.subarray(end + 4, end + 4 + length) }
  }
  return undefined
}

/** The value of a header field. */
export function fieldOf({ head }: Pick<RecordedRequest, 'head'>, name: string): string | undefined {
  const prefix = `${name.toLowerCase()}:`
  return head
    .find((line) => line.toLowerCase().startsWith(prefix))
    ?.slice(prefix.length)
    .trim()
}

/** A JSON body indented for reading, with every shared secret replaced. */
export function readableBody(body: Buffer): string {
  const hide = (key: string, value: unknown): unknown => (key === 'sharedSecret' ? hidden : value)
  return JSON.stringify(JSON.parse(body.toString('utf8')), hide, 2)
}

const hidden = '••• hidden here, not on the wire •••'
