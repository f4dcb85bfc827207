import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Place } from '../place.ts'
import { fetchBeginning } from './fetch-beginning.ts'
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
  const { bytes, isCut, etag } = await fetchBeginning(place, most, signal)
  const file = readText(bytes, isCut)
  return {
    ...file,
    isEditable: file.isEditable && !isCut,
    etag,
    isCut,
  }
}
