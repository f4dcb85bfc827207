import { InvalidArgumentError } from 'commander'
import { duration } from '../platform/config/quantity.ts'
import { calendarDay } from './calendar-day.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Makes the parser of options that say when something ends: a time from now (`7d`), a day (`2026-12-24`, until it is
 * over where the machine is), or a moment with its zone (`2026-12-24T18:00:00Z`).
 * @returns a function from what was written to ISO 8601 in UTC, that throws InvalidArgumentError
 */
export function expiryParser({ clock }: Pick<Surroundings, 'clock'>): (text: string) => string {
  return (text) => {
    const moment = fromNow(text, clock.now()) ?? calendarDay(text)?.last ?? exactMoment(text)
    if (moment === undefined) {
      throw new InvalidArgumentError(
        'Write a time from now (7d, 12h), a day (2026-12-24) or a moment with its zone.',
      )
    }
    return new Date(moment).toISOString()
  }
}

function fromNow(text: string, now: number): number | undefined {
  const span = duration.schema.safeParse(text)
  const moment = span.success ? now + span.data : undefined
  return moment !== undefined && moment <= latest ? moment : undefined
}

/** A moment with its zone, epoch milliseconds. */
export function exactMoment(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}

/** The last moment of a year with four digits. */
const latest = Date.UTC(9999, 11, 31)
