/**
 * Reads JSON in UTF-8 that others sent. A NUL in a text counts as malformed: no text may hold one here, and a database
 * may not be able to store it.
 */
export function readJson(
  raw: Uint8Array,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw)
    const value: unknown = JSON.parse(text)
    return escapedNul.test(text) ? { ok: false } : { ok: true, value }
  } catch {
    return { ok: false }
  }
}

/** An escape, and not a backslash that is itself escaped, before `u0000`. */
const escapedNul = /(?<!\\)(?:\\\\)*\\u0000/
