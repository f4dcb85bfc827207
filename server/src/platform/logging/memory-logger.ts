import type { LogFields, Logger, LogLevel } from './logger.ts'
import { redactFields } from './redact.ts'

/** An event as it would have been written. */
export interface LoggedEvent {
  readonly level: LogLevel
  readonly event: string
  readonly fields: LogFields
}

/** A logger for tests: keeps what it is told, redacted as the real one does, in `events`. */
export function createMemoryLogger(): Logger & { readonly events: readonly LoggedEvent[] } {
  const events: LoggedEvent[] = []
  return { ...collect(events, {}), events }
}

function collect(events: LoggedEvent[], common: LogFields): Logger {
  const write =
    (level: LogLevel) =>
    (event: string, fields: LogFields | (() => LogFields) = {}): void => {
      const made = typeof fields === 'function' ? fields() : fields
      events.push({ level, event, fields: redactFields({ ...common, ...made }) })
    }
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    child: (fields) => collect(events, { ...common, ...fields }),
  }
}
