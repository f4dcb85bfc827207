/** Somebody who keeps a server busy and knows what must have become of it. */
export interface Worker {
  /** How many requests that change something have been acknowledged. */
  readonly acknowledged: number
  /**
   * Works until `isOver`, or until there is no answer: then the last request may or may not have happened.
   * @throws when an answer is another than it must be
   */
  workUntil(isOver: () => boolean): Promise<void>
  /** Looks at everything, when the server is up again and no job is left. @throws with what is there and what must be */
  check(): Promise<void>
}
