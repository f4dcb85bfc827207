/** A moment of the API (ISO 8601) as a person reads it, in the time zone of the machine: `2026-12-24 18:00`. */
export function showMoment(moment: string): string {
  return new Date(moment).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
}
