/** What is left of an answer when it has been read. */
export interface Answer {
  readonly status: number
  /** Length of the body in bytes, without its framing. */
  readonly bytes: number
}

/**
 * Reads HTTP/1.1 answers that follow each other on one connection, and looks at nothing but where they end
 * (RFC 9112 6.3). Give it what arrives; it keeps none of it.
 */
export class AnswerReader {
  readonly #onAnswer: (answer: Answer) => void
  #stage: 'head' | 'body' | 'size' | 'chunk' | 'trailer' = 'head'
  /** The part of a head or line that has arrived. */
  #text = ''
  #status = 0
  #bytes = 0
  /** Bytes of the body or chunk that are yet to come. */
  #left = 0

  /** @param onAnswer - called at the end of each answer */
  constructor(onAnswer: (answer: Answer) => void) {
    this.#onAnswer = onAnswer
  }

  /** @throws Error for what is no answer */
  read(data: Buffer): void {
    let at = 0
    while (at < data.length) at = this.#isInBody() ? this.#skip(data, at) : this.#readText(data, at)
  }

  #isInBody(): boolean {
    return this.#stage === 'body' || this.#stage === 'chunk'
  }

  #skip(data: Buffer, at: number): number {
    const taken = Math.min(this.#left, data.length - at)
    this.#left -= taken
    if (this.#left === 0) {
      if (this.#stage === 'body') this.#finish()
      else this.#stage = 'size'
    }
    return at + taken
  }

  /** A head ends with an empty line, everything else with a line. */
  #readText(data: Buffer, at: number): number {
    const mark = this.#stage === 'head' ? '\r\n\r\n' : '\r\n'
    const before = this.#text.length
    const end = before === 0 ? data.indexOf(mark, at, 'latin1') : -1
    if (end !== -1) {
      this.#readWhole(data.toString('latin1', at, end))
      return end + mark.length
    }
    this.#text += data.toString('latin1', at)
    const found = this.#text.indexOf(mark)
    if (found === -1) {
      if (this.#text.length > longestText) throw new Error('what came is no answer of HTTP')
      return data.length
    }
    const whole = this.#text.slice(0, found)
    this.#text = ''
    this.#readWhole(whole)
    return at + found + mark.length - before
  }

  #readWhole(text: string): void {
    switch (this.#stage) {
      case 'head':
        return this.#readHead(text)
      case 'size':
        return this.#readSize(Number.parseInt(text, 16))
      default:
        if (text === '') this.#finish()
    }
  }

  #readHead(head: string): void {
    this.#status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1])
    if (Number.isNaN(this.#status)) throw new Error(`what came is no answer of HTTP: ${head.slice(0, 100)}`)
    this.#bytes = 0
    if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
      this.#stage = 'size'
      return
    }
    this.#left = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
    this.#bytes = this.#left
    if (this.#left === 0) this.#finish()
    else this.#stage = 'body'
  }

  #readSize(size: number): void {
    if (Number.isNaN(size)) throw new Error('what came is no chunk')
    this.#bytes += size
    this.#stage = size === 0 ? 'trailer' : 'chunk'
    // With the end of its line.
    this.#left = size + 2
  }

  #finish(): void {
    this.#stage = 'head'
    this.#onAnswer({ status: this.#status, bytes: this.#bytes })
  }
}

const longestText = 64 * 1024
