import { InvalidArgumentError } from 'commander'
import { duration } from '../platform/config/quantity.ts'
import { calendarDay } from './calendar-day.ts'
import { exactMoment } from './expiry.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Makes the parser of options that say since when something is wanted: a time ago (`7d`), a day (`2026-12-24`, from its
 * beginning where the machine is), or a moment with its zone (`2026-12-24T18:00:00Z`).
 * @returns a function from what was written to ISO 8601 in UTC, that throws InvalidArgumentError
 */
export function sinceParser({ clock }: Pick<Surroundings, 'clock'>): (text: string) => string {
  return (text) => {
    const moment = ago(text, clock.now()) ?? calendarDay(text)?.first ?? exactMoment(text)
    if (moment === undefined) {
      throw new InvalidArgumentError(
        'Write how long ago (7d, 12h), a day (2026-12-24) or a moment with its zone.',
      )
    }
    return new Date(moment).toISOString()
  }
}

function ago(text: string, now: number): number | undefined {
  const span = duration.schema.safeParse(text)
  return span.success && span.data <= now ? now - span.data : undefined
}
