import { type DestinationStream, destination, type Logger as PinoLogger, pino } from 'pino'
import { prettyFactory } from 'pino-pretty'
import type { Clock } from '../clock.ts'
import type { LogFields, Logger, LogLevel } from './logger.ts'
import { redactFields } from './redact.ts'

export interface LoggerOptions {
  readonly level: LogLevel
  /** Lines for people instead of JSON; `auto`: when standard error is a terminal. */
  readonly pretty: 'auto' | 'on' | 'off'
  readonly clock: Pick<Clock, 'now'>
  /** Receives one line per event. Default: standard error, so that standard output belongs to results of commands. */
  readonly output?: DestinationStream
}

/** The logger of the process: one JSON object per line, `{"level","time","event",…}`. */
export function createLogger({ level, pretty: style, clock, output }: LoggerOptions): Logger {
  const stream = output ?? destination({ dest: 2, sync: true })
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    style === 'on' || (style === 'auto' && process.stderr.isTTY) ? forPeople(stream) : stream,
  )
  return wrap(logger, {})
}

function forPeople(stream: DestinationStream): DestinationStream {
  const format = prettyFactory({
    messageKey: 'event',
    translateTime: 'SYS:HH:MM:ss.l',
    singleLine: true,
    colorize: process.stderr.isTTY && process.env['NO_COLOR'] === undefined,
  })
  return { write: (line) => stream.write(format(line)) }
}

function wrap(logger: PinoLogger, common: LogFields): Logger {
  const write =
    (level: LogLevel) =>
    (event: string, fields: LogFields | (() => LogFields) = {}): void => {
      if (!logger.isLevelEnabled(level)) return
      const made = typeof fields === 'function' ? fields() : fields
      logger[level](redactFields({ ...common, ...made }), event)
    }
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    child: (fields) => wrap(logger, { ...common, ...fields }),
  }
}
