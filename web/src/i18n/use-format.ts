import { createContext, use } from 'react'
import { isEndOfDay } from './day.ts'

/** How dates, times and sizes are written where the person is. */
export interface Format {
  /** In which dates are, and days are counted: IANA; that of the device when absent. */
  readonly timeZone: string | undefined
  /** `3 March 2026, 14:05` @param moment - ISO 8601 */
  dateTime(moment: string): string
  /** `3 March 2026` @param moment - ISO 8601 */
  date(moment: string): string
  /** Until when something lasts: the day, with the time when the day is not over then. @param moment - ISO 8601 */
  end(moment: string): string
  /** `5 minutes ago`, `in 3 days`; a date when it is more than a month away. @param moment - ISO 8601 */
  relative(moment: string): string
  /** Whether it is yet to come. */
  isAhead(moment: string): boolean
  /** `1.4 MB` @param bytes - powers of 1000, as disks and providers count */
  size(bytes: number): string
  number(value: number): string
  /** `45 %` @param share - from 0 to 1 */
  percent(share: number): string
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const

const spans = [
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
] as const

/** The one that the app speaks with, made once for all that is on the page. */
export const FormatContext = createContext<Format>(formatFor('en'))

export function useFormat(): Format {
  return use(FormatContext)
}

/**
 * @param locale - BCP 47
 * @param timeZone - IANA; that of the device when absent
 */
export function formatFor(locale: string, timeZone?: string): Format {
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const sizes = units.map(
    (unit) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumFractionDigits: unit === 'byte' || unit === 'kilobyte' ? 0 : 1,
      }),
  )
  return {
    timeZone,
    dateTime: (moment) => dateTime.format(new Date(moment)),
    date: (moment) => date.format(new Date(moment)),
    end: (moment) => (isEndOfDay(moment, timeZone) ? date : dateTime).format(new Date(moment)),
    relative: (moment) => {
      const away = Date.parse(moment) - Date.now()
      if (Math.abs(away) > 30 * spans[0].milliseconds) return date.format(new Date(moment))
      const span = spans.find(({ milliseconds }) => Math.abs(away) >= milliseconds)
      return span === undefined
        ? relative.format(0, 'minute')
        : relative.format(Math.round(away / span.milliseconds), span.unit)
    },
    isAhead: (moment) => Date.parse(moment) > Date.now(),
    size: (bytes) => {
      const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1)
      return sizes[power]?.format(bytes / 1000 ** power) ?? ''
    },
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
  }
}
