const special = /[&<>"\r]|[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u
const allSpecial = new RegExp(special, 'gu')

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/**
 * Escapes text for element content and for attribute values in double quotes.
 * What XML 1.0 2.2 cannot carry at all (control characters, half surrogates) becomes U+FFFD.
 */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text
  return text.replace(allSpecial, (character) => entities[character] ?? '\u{FFFD}')
}
