import { type Html, html } from './html.ts'
import type { Speech } from './words.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** @param bytes - a length @returns it as people read it, `1.5 MB` */
export function showSize(bytes: number, { locale }: Speech): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  })
  return format.format(bytes / 1000 ** power)
}

/** @param moment - epoch milliseconds @returns the day and time in UTC, which the script puts into the browser's zone */
export function showMoment(moment: number, speech: Speech): Html {
  return html`<time datetime="${new Date(moment).toISOString()}">${momentText(moment, speech)}</time>`
}

function momentText(moment: number, { locale }: Speech): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  return `${format.format(new Date(moment))} UTC`
}
