/**
 * Remembers TLS sessions, so that the next connection to a server costs one round trip and no signatures (RFC 8446
 * 2.2). A session stands for a certificate that was checked: only those of connections that were found good belong
 * here, and only under the name that was checked.
 */
export class TlsSessions {
  readonly #sessions = new Map<string, Buffer>()
  readonly #most: number

  /** @param most - how many servers are remembered; the ones seen longest ago are forgotten */
  constructor(most = 500) {
    this.#most = most
  }

  get(server: string): Buffer | undefined {
    return this.#sessions.get(server)
  }

  set(server: string, session: Buffer): void {
    this.#sessions.delete(server)
    this.#sessions.set(server, session)
    const [oldest] = this.#sessions.keys()
    if (this.#sessions.size > this.#most && oldest !== undefined) this.#sessions.delete(oldest)
  }

  delete(server: string): void {
    this.#sessions.delete(server)
  }
}
