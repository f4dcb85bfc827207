const hour = 60 * 60 * 1000

/**
 * How long a document may be used without asking again: what `Cache-Control` says (RFC 9111 5.2.2), less what it has lain
 * in caches on the way (`Age`, RFC 9111 5.1); an hour when nothing is said, and never more than a day.
 *
 * @returns milliseconds
 */
export function freshnessOf(headers: Record<string, string>): number {
  const directives = (headers['cache-control'] ?? '')
    .toLowerCase()
    .split(',')
    .map((directive) => directive.trim())
  if (directives.includes('no-store') || directives.includes('no-cache')) return 0
  const maxAge = directives.map((directive) => /^max-age="?(\d{1,10})"?$/.exec(directive)?.[1]).find(Boolean)
  if (maxAge === undefined) return hour
  const age = /^\d{1,10}$/.exec(headers['age'] ?? '')?.[0] ?? 0
  return Math.min(Math.max(Number(maxAge) - Number(age), 0) * 1000, 24 * hour)
}
