import { call, isProblem } from '../api/call.ts'
import { renew } from '../api/use-api.ts'
import { childOf, folderOf, nameOf, type Place } from '../place.ts'
import { copyName } from './copy-name.ts'

/**
 * Writes a text where its file still is as it was seen.
 * @param expected - an entity tag; `new` when there must be no file
 * @returns the entity tag of what is there now; `undefined` when something else is there meanwhile
 * @throws Problem
 */
export async function saveText(place: Place, text: string, expected: string): Promise<string | undefined> {
  const condition: Record<string, string> =
    expected === 'new' ? { 'if-none-match': '*' } : { 'if-match': expected }
  try {
    const { entry } = await call('PUT /files/content', {
      query: place,
      body: text,
      headers: { ...condition, 'content-type': 'text/plain; charset=utf-8' },
    })
    void renew('GET /files')
    return `"${entry.etag}"`
  } catch (error) {
    if (isProblem(error, 'precondition-failed')) return undefined
    throw error
  }
}

/** Writes a text beside its file, under a name that is free. @returns where it is @throws Problem */
export async function saveCopy(place: Place, text: string): Promise<Place> {
  for (let attempt = 2; ; attempt += 1) {
    const copy = childOf(folderOf(place), copyName(nameOf(place), attempt))
    if ((await saveText(copy, text, 'new')) !== undefined) return copy
  }
}

/** Writes a text among the person's own files, under a name that is free. @throws Problem */
export async function saveAmongOwn(name: string, text: string): Promise<{ copy: Place; etag: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const copy = { path: `/${attempt === 1 ? name : copyName(name, attempt)}` }
    const etag = await saveText(copy, text, 'new')
    if (etag !== undefined) return { copy, etag }
  }
}
