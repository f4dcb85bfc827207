/** RFC 5646 4.4.1: every tag that is in use fits. */
const longestTag = 35

/** @returns a BCP 47 tag in canonical form; `undefined` when it is none */
export function parseLanguage(input: string): string | undefined {
  if (input.length > longestTag) return undefined
  try {
    return Intl.getCanonicalLocales(input)[0]
  } catch {
    return undefined
  }
}

/** @returns the name of an IANA time zone that this program can calculate with; `undefined` when it is none */
export function parseTimeZone(input: string): string | undefined {
  // Intl also takes `+01:00`, which says nothing about summer time.
  if (!/^[a-z][\w+/-]{0,63}$/i.test(input)) return undefined
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: input }).resolvedOptions()
    // Only its case is corrected: Intl would turn Asia/Kolkata into the older Asia/Calcutta.
    return timeZone.toLowerCase() === input.toLowerCase() ? timeZone : input
  } catch {
    return undefined
  }
}
