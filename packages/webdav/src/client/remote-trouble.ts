/**
 * What went wrong without an answer that could be relied on.
 *
 * - `unreachable`: no answer came; `cause` is what the transport threw
 * - `broken-off`: an answer stopped before its end
 * - `malformed`: a listing that is not the XML of RFC 4918
 * - `too-large`: a listing beyond the limits
 * - `unexpected-answer`: a success that does not fit the question
 * - `partly-done`: a multistatus for a change: it was done for some of the resources only
 */
export type RemoteTroubleCode =
  | 'unreachable'
  | 'broken-off'
  | 'malformed'
  | 'too-large'
  | 'unexpected-answer'
  | 'partly-done'

/** There is no answer that could be relied on. It says nothing about the resource. */
export class RemoteTrouble extends Error {
  override readonly name = 'RemoteTrouble'
  readonly code: RemoteTroubleCode

  constructor(code: RemoteTroubleCode, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.code = code
  }
}
