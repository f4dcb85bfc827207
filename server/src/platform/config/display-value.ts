import type { Setting } from './setting.ts'

/** A value as text on one line, for messages and lists; a secret is hidden. */
export function displayValue({ facts }: Pick<Setting, 'facts'>, value: unknown): string {
  if (facts.secret === true) return '***'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
