/**
 * Reads `multipart/form-data` (RFC 7578) as it arrives: a file is passed on while it is uploaded, and nothing is kept
 * but what may be the beginning of a boundary.
 */
import { fault } from '../../platform/errors.ts'

/** A control of a form. */
export interface FormPart {
  readonly name: string
  /** As the browser tells it, without folders; of a file. */
  readonly filename?: string
  /** To be read before the next part is asked for; what is left of it then is skipped. */
  readonly contents: AsyncGenerator<Uint8Array, void, undefined>
}

/** Bytes of the lines before the contents of a part. */
const longestHead = 8 * 1024
const mostParts = 1000

/**
 * The boundary of a form.
 * @param contentType - the header of the request
 * @returns `undefined` when it is no such form
 */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const [, parameters = ''] = /^multipart\/form-data\s*;(.*)$/is.exec(contentType ?? '') ?? []
  // RFC 2046 5.1.1: up to 70 characters; not all of them need quotes.
  const found = /(?:^|;)\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(parameters)
  return found?.[1] ?? found?.[2]
}

/**
 * The parts of a form, one after the other.
 * @param source - the body of a request; left where it is when the reader stops
 * @throws IsthmusError `validation-failed`, also while contents are read: for a body that breaks off, or is no form
 */
export async function* readMultipart(
  source: AsyncIterator<Uint8Array>,
  boundary: string,
): AsyncGenerator<FormPart, void, undefined> {
  const bytes = new Lookahead(source)
  // RFC 2046 5.1.1: the line break before a boundary belongs to it; the first one may have none.
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  bytes.unread(Buffer.from('\r\n'))
  await bytes.takeThrough(delimiter, longestHead)
  for (let count = 0; !(await isLast(bytes)); count += 1) {
    if (count === mostParts) throw malformed(`It has more than ${mostParts} parts.`)
    const head = readHead(await bytes.takeThrough(headEnd, longestHead))
    const contents = readContents(bytes, delimiter)
    yield { ...head, contents }
    while ((await contents.next()).done !== true);
  }
}

/** Whether the boundary that has just been read is the one at the end. */
async function isLast(bytes: Lookahead): Promise<boolean> {
  const next = (await bytes.take(2)).toString('latin1')
  if (next === '--') return true
  if (next === '\r\n') return false
  throw malformed('A boundary is followed by something else.')
}

const headEnd = Buffer.from('\r\n\r\n')

function readHead(head: Buffer): Pick<FormPart, 'name' | 'filename'> {
  const line = decode(head)
    .split('\r\n')
    .find((text) => /^content-disposition\s*:/i.test(text))
  const name = parameterOf(line, 'name')
  if (name === undefined) throw malformed('A part has no name.')
  const filename = parameterOf(line, 'filename')
  return { name, ...(filename !== undefined && { filename: filename.replace(/^.*[/\\]/s, '') }) }
}

function parameterOf(line: string | undefined, parameter: string): string | undefined {
  const value = new RegExp(`;\\s*${parameter}="([^"]*)"`, 'i').exec(line ?? '')?.[1]
  // HTML, multipart/form-data encoding algorithm: these three are escaped, and nothing else.
  return value?.replaceAll(/%22|%0D|%0A/gi, (escaped) => decodeURIComponent(escaped))
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw malformed('A name is not UTF-8.')
  }
}

async function* readContents(
  bytes: Lookahead,
  delimiter: Buffer,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (;;) {
    const end = bytes.indexOf(delimiter)
    if (end !== -1) {
      if (end > 0) yield await bytes.take(end)
      await bytes.take(delimiter.byteLength)
      return
    }
    const certain = bytes.byteLength - (delimiter.byteLength - 1)
    if (certain > 0) yield await bytes.take(certain)
    await bytes.more()
  }
}

/** What has arrived and is not used yet. */
class Lookahead {
  readonly #source: AsyncIterator<Uint8Array>
  #bytes: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterator<Uint8Array>) {
    this.#source = source
  }

  get byteLength(): number {
    return this.#bytes.byteLength
  }

  indexOf(wanted: Buffer): number {
    return this.#bytes.indexOf(wanted)
  }

  unread(bytes: Buffer): void {
    this.#bytes = Buffer.concat([bytes, this.#bytes])
  }

  /** Waits for more. @throws IsthmusError `validation-failed`, when nothing comes */
  async more(): Promise<void> {
    const next = await this.#source.next()
    if (next.done === true) throw malformed('It broke off.')
    this.#bytes =
      this.#bytes.byteLength === 0 ? Buffer.from(next.value) : Buffer.concat([this.#bytes, next.value])
  }

  async take(length: number): Promise<Buffer> {
    while (this.#bytes.byteLength < length) await this.more()
    const taken = this.#bytes.subarray(0, length)
    this.#bytes = this.#bytes.subarray(length)
    return taken
  }

  /** @returns what is before `end`, which is taken as well */
  async takeThrough(end: Buffer, most: number): Promise<Buffer> {
    let at = this.indexOf(end)
    while (at === -1) {
      if (this.byteLength > most) throw malformed('A part begins with too much.')
      await this.more()
      at = this.indexOf(end)
    }
    const taken = await this.take(at)
    await this.take(end.byteLength)
    return taken
  }
}

function malformed(detail: string): Error {
  return fault('validation-failed', { detail: `The form cannot be read. ${detail}` })
}
