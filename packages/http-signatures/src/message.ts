/**
 * Header or trailer fields. Names are compared without case. A field that was sent on several lines is an array in the
 * order of the lines; Node's `headersDistinct` has them so, its `headers` has most of them joined already.
 */
export type Fields = Readonly<Record<string, string | readonly string[] | undefined>>

/** A request, as its sender is about to send it or as its receiver got it. */
export interface RequestMessage {
  /** As on the wire; methods are case-sensitive. */
  readonly method: string
  /**
   * The absolute target URI as the client meant it (`https://cloud.example/ocm/shares?x=1`). A server behind a proxy
   * gives its public one. It is never decoded or re-written: path and query have to be the bytes of the request line.
   */
  readonly url: string
  /** The request line's target where it is not path and query (`*`, an absolute URI, an authority). */
  readonly requestTarget?: string
  readonly headers: Fields
  readonly trailers?: Fields
  /** The content as transferred, after transfer coding and before content coding is removed. */
  readonly body?: Uint8Array
}

/** A response. */
export interface ResponseMessage {
  readonly status: number
  readonly headers: Fields
  readonly trailers?: Fields
  readonly body?: Uint8Array
  /** The request that it answers; needed when a component with the parameter `req` is covered. */
  readonly request?: RequestMessage
}

/** What is signed and verified. */
export type Message = RequestMessage | ResponseMessage

/** Tells a request from a response. */
export function isRequest(message: Message): message is RequestMessage {
  return 'method' in message
}

/** The lines of a field as they were sent, or undefined when it was not sent. */
export function fieldLines(fields: Fields | undefined, name: string): readonly string[] | undefined {
  const lines = Object.entries(fields ?? {})
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? [])
  return lines.length === 0 ? undefined : lines
}

/**
 * The lines of a field, each without surrounding whitespace and with obsolete folding replaced (RFC 9421 2.1, steps 2
 * and 3), or undefined when one has a line break that is not a fold.
 */
export function normalizeLines(lines: readonly string[]): readonly string[] | undefined {
  const normalized = lines.map(unfold)
  return normalized.every((line) => line !== undefined) ? normalized : undefined
}

function unfold(line: string): string | undefined {
  const parts = line.split(/\r?\n/)
  // RFC 9112 5.2: a fold is a line break followed by whitespace. Any other break would start a new line in the base.
  const folded =
    parts.slice(1).every((part) => isBlank(part[0])) && !parts.some((part) => part.includes('\r'))
  return folded ? trimWhitespace(parts.map(trimWhitespace).join(' ')) : undefined
}

// Not String.trim, which also takes bytes that belong to the value (0xA0). Not a regular expression anchored at the
// end, which is quadratic in a long run of spaces.
function trimWhitespace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text[start])) start += 1
  while (end > start && isBlank(text[end - 1])) end -= 1
  return text.slice(start, end)
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t'
}
