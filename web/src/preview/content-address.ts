import { addressOf } from '../api/call.ts'
import type { Place } from '../place.ts'

/** The address of what a file holds, to be shown or to be kept. */
export function contentAddress({ path, space }: Place, purpose: 'show' | 'download'): string {
  const query = { path, space, download: purpose === 'download' ? 'true' : undefined }
  return addressOf('GET /files/content', { query })
}
