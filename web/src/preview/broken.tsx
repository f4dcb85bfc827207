import { useQuery } from '@tanstack/react-query'
import type { FileEntry } from '../api/contract.ts'
import { Loading, Trouble } from '../kit/states.tsx'
import type { Place } from '../place.ts'
import { fetchBeginning } from './fetch-beginning.ts'
import { NoPreview } from './no-preview.tsx'

interface BrokenProps {
  readonly entry: FileEntry
  readonly place: Place
  /** Shows it once more. */
  onRetry(): void
}

/** Stands where the browser could not show a file: it does not say whether that is damaged, or could not be fetched. */
export function Broken({ entry, place, onRetry }: BrokenProps) {
  const { isPending, error } = useQuery({
    queryKey: ['fetched', place, entry.etag],
    queryFn: ({ signal }) => fetchBeginning(place, 1, signal),
    retry: false,
    gcTime: 0,
  })
  if (isPending) return <Loading />
  return error ? (
    <Trouble error={error} onRetry={onRetry} />
  ) : (
    <NoPreview entry={entry} place={place} isBroken />
  )
}
