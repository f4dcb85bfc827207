/** The other server answered, and the answer was no: a status of 300 and above. */
export class RemoteRefusal extends Error {
  override readonly name = 'RemoteRefusal'
  readonly status: number
  /** Seconds to wait before trying again, where the answer said so. */
  readonly retryAfter: number | undefined
  /** Length of the whole file in bytes, where a 416 told it. */
  readonly size: number | undefined

  constructor(method: string, status: number, details: { retryAfter?: number; size?: number } = {}) {
    super(`the other server refused ${method} with ${status}`)
    this.status = status
    this.retryAfter = details.retryAfter
    this.size = details.size
  }
}
