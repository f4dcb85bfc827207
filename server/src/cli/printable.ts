/**
 * Text as it may go to a terminal: names that come from elsewhere cannot move the cursor, set colours or change the
 * direction of what follows.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '�')
}
