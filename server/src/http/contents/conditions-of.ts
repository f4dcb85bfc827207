/** Conditions and ranges; nothing else of a request matters to who reads a file. */
const usedHeaders = [
  'range',
  'if-range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
] as const

/** The headers of a request that a reading of a file depends on. */
export function conditionsOf(
  headers: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(usedHeaders.map((name) => [name, headers[name]]))
}
