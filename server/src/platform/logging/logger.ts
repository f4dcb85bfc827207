/** What is known about an event, in one spelling: `share`, `peer`, `user`, `job`, `error` … */
export type LogFields = Readonly<Record<string, unknown>>

/**
 * Where every room reports what happens. One spelling everywhere: the stable name of the event, then its fields.
 *
 *     log.info('share.delivered', { share: 12, peer: 'cloud.example' })
 *     log.warn('peer.unreachable', { peer: 'cloud.example', error })
 *
 * Fields whose name says that they are secret are hidden, errors are written with their causes. Bodies, queries and
 * link tokens are never given to a logger.
 */
export interface Logger {
  /** A fault that an administrator must look at. */
  error(event: string, fields?: LogFields): void
  /** Something is wrong but the program copes. */
  warn(event: string, fields?: LogFields): void
  /** What an administrator wants to see of a healthy server. */
  info(event: string, fields?: LogFields): void
  /** What a developer wants to see. Fields that take time to make are given as a function: it runs when they are written. */
  debug(event: string, fields?: LogFields | (() => LogFields)): void
  /** A logger that adds `fields` to every event. */
  child(fields: LogFields): Logger
}

export type LogLevel = 'error' | 'warn' | 'info' | 'debug'
