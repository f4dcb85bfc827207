const hour = 60 * 60 * 1000

/**
 * How long a document may be used without asking again: what `Cache-Control` says (RFC 9111 5.2.2), an hour when it says
 * nothing, and never more than a day.
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
  return maxAge === undefined ? hour : Math.min(Number(maxAge) * 1000, 24 * hour)
}
