import { folderOf, type Place } from '../place.ts'

/**
 * Where a relative address in a text leads among the files.
 * @param place - of the text
 * @returns `undefined` when it leads elsewhere, or out of all folders
 */
export function placeBeside(place: Place, address: string): Place | undefined {
  if (/^(?:$|#|\/\/|[a-z][\w+.-]*:)/i.test(address)) return undefined
  const [path = ''] = address.split(/[?#]/)
  const names = path.startsWith('/') ? [] : namesOf(folderOf(place).path)
  for (const part of namesOf(path)) {
    if (part === '.') continue
    if (part !== '..') names.push(decoded(part))
    else if (names.pop() === undefined) return undefined
  }
  return { ...place, path: `/${names.join('/')}` }
}

function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '')
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
