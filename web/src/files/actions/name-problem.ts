/** How long a name may be, in bytes of UTF-8. */
const longestName = 255

/**
 * What is wrong with a name for a file or folder.
 * @returns undefined when it can be used
 */
export function nameProblem(
  name: string,
): 'nameEmpty' | 'nameSlash' | 'nameDots' | 'nameControl' | 'nameLong' | undefined {
  if (name === '') return 'nameEmpty'
  if (name.includes('/')) return 'nameSlash'
  if (name === '.' || name === '..') return 'nameDots'
  if (/\p{Cc}/u.test(name) || !name.isWellFormed()) return 'nameControl'
  if (new TextEncoder().encode(name.normalize('NFC')).length > longestName) return 'nameLong'
  return undefined
}
