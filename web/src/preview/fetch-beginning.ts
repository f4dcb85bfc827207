import { fetchFromServer } from '../api/call.ts'
import type { Place } from '../place.ts'

/** What a file begins with. */
interface Beginning {
  readonly bytes: ArrayBuffer
  /** Whether there is more. */
  readonly isCut: boolean
  /** What the server calls this state of the file, as it is sent back. */
  readonly etag: string
}

/** Fetches what a file begins with. @param most - bytes @throws Problem */
export async function fetchBeginning(place: Place, most: number, signal?: AbortSignal): Promise<Beginning> {
  const response = await fetchFromServer('GET /files/content', {
    query: place,
    headers: { accept: '*/*' },
    ...(signal && { signal }),
  })
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  // Leaving the loop ends the request.
  for await (const part of partsOf(response.body)) {
    parts.push(part)
    length += part.length
    if (length > most) break
  }
  const bytes = await new Blob(parts).slice(0, most).arrayBuffer()
  return { bytes, isCut: length > most, etag: response.headers.get('etag') ?? '' }
}

/** Not every browser lets a stream be read in a loop. */
async function* partsOf(body: Response['body']): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader()
  try {
    for (;;) {
      const { value } = (await reader?.read()) ?? {}
      if (value === undefined) return
      yield value
    }
  } finally {
    await reader?.cancel()
  }
}
