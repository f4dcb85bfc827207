import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { fetchFromServer } from '../api/call.ts'
import type { Place } from '../place.ts'
import { readText, type TextFile } from './text-file.ts'

/** A text as the server has it. */
export interface ServedText extends TextFile {
  /** What the server calls this state of the file, as it is sent back. */
  readonly etag: string
  /** Whether only the beginning of a long text is here. */
  readonly isCut: boolean
}

/** Bytes: more of a text makes a page slow. */
const most = 1024 * 1024

/** The text of a file. @param etag - of the state that the listing has seen: another one is asked for anew */
export function useTextFile(place: Place, etag: string): UseQueryResult<ServedText> {
  return useQuery({
    queryKey: ['text', place, etag],
    queryFn: ({ signal }) => fetchText(place, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    // While a newer state is fetched, the one before stays: somebody may be writing in it.
    placeholderData: keepPreviousData,
  })
}

/** Fetches a text, or the beginning of a long one. @throws Problem */
export async function fetchText(place: Place, signal?: AbortSignal): Promise<ServedText> {
  const response = await fetchFromServer('GET /files/content', {
    query: place,
    headers: { accept: '*/*' },
    ...(signal && { signal }),
  })
  const { bytes, isCut } = await beginningOf(response)
  const file = readText(bytes, isCut)
  return {
    ...file,
    isEditable: file.isEditable && !isCut,
    etag: response.headers.get('etag') ?? '',
    isCut,
  }
}

async function beginningOf({ body }: Response): Promise<{ bytes: ArrayBuffer; isCut: boolean }> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  // Leaving the loop ends the request.
  for await (const part of partsOf(body)) {
    parts.push(part)
    length += part.length
    if (length > most) break
  }
  const bytes = await new Blob(parts).slice(0, most).arrayBuffer()
  return { bytes, isCut: length > most }
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
