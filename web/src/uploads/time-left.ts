/**
 * How long something will take, roughly, for people: `10 seconds`, `3 minutes`, `1.5 hours`.
 * @param locale - BCP 47
 * @returns `undefined` while nobody knows
 */
export function timeLeft(bytes: number, bytesPerSecond: number, locale: string): string | undefined {
  if (bytesPerSecond <= 0) return undefined
  const seconds = bytes / bytesPerSecond
  const [unit, value] = roughly(seconds)
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(value)
}

function roughly(seconds: number): [unit: 'second' | 'minute' | 'hour', value: number] {
  if (seconds < 55) return ['second', Math.max(Math.ceil(seconds / 5) * 5, 5)]
  if (seconds < 3_570) return ['minute', Math.ceil(seconds / 60)]
  return ['hour', Math.round(seconds / 1_800) / 2]
}
