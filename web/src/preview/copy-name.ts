/**
 * The name for a copy of a file that somebody else has changed too: `plan (2).txt`.
 * @param attempt - from 2
 */
export function copyName(name: string, attempt: number): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  return `${stem} (${attempt})${ending}`
}
