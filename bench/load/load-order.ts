/** What the generator is told to do to one server. */
export interface LoadOrder {
  readonly port: number
  readonly method: string
  /** Request target; `{n}` becomes the number of the request, from 0, here, in the headers and in a text. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  /** Text, or a number of bytes of noise. */
  readonly body?: string | number
  /** The bytes of each request with its head, in Latin-1, for requests that cannot be made by a pattern: signed ones. */
  readonly prepared?: readonly string[]
  /** Connections that are kept open, each with one request at a time. */
  readonly connections: number
  readonly until: { readonly seconds: number } | { readonly requests: number }
  /** The status that every answer must have. */
  readonly status: number
  /**
   * Folder on this machine into which the server has put the file of each request, without flushing it. The request
   * counts as done when the generator has flushed the file and the folder.
   */
  readonly flushIn?: string
}

/** What came of it. */
export interface LoadResult {
  readonly requests: number
  /** From the first request to the last answer; connections were open before. */
  readonly seconds: number
  /** Bodies received, in bytes. */
  readonly bytes: number
  /** From the request to the end of its answer, milliseconds. */
  readonly latency: { readonly median: number; readonly worstOfHundred: number }
  /** From the request to the first byte of its answer, median, milliseconds. */
  readonly firstByte: number
  /** Processor time of the generator, in parts of one core: near 1 it measured itself. */
  readonly generatorLoad: number
}

/** What the generator sends back: a result, or why there is none. */
export type LoadReport = { readonly result: LoadResult } | { readonly failure: string }
