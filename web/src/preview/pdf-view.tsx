import { useQuery } from '@tanstack/react-query'
import type { FileEntry } from '../api/contract.ts'
import { Loading, Trouble } from '../kit/states.tsx'
import type { Place } from '../place.ts'
import { contentAddress } from './content-address.ts'
import { fetchBeginning } from './fetch-beginning.ts'
import { NoPreview } from './no-preview.tsx'

interface PdfViewProps {
  readonly entry: FileEntry
  readonly place: Place
}

/** Bytes: what the programs that show PDF look through for its mark. */
const head = 1024

/**
 * A PDF, shown by a program of the browser. That asks for the password of a document which has one and says when one is
 * damaged; what is no PDF at all, or cannot be fetched, does not get there.
 */
export function PdfView({ entry, place }: PdfViewProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ['pdf', place, entry.etag],
    queryFn: async ({ signal }) => {
      const { bytes } = await fetchBeginning(place, head, signal)
      return new TextDecoder('latin1').decode(bytes).includes('%PDF-')
    },
    gcTime: 0,
  })
  // Some browsers, of phones above all, show no PDF within a page.
  if (!navigator.pdfViewerEnabled) return <NoPreview entry={entry} place={place} />
  if (data === undefined)
    return error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading />
  if (!data) return <NoPreview entry={entry} place={place} isBroken />
  return (
    // The program does not start in a sandbox; the server gives nothing that could run on its origin.
    // oxlint-disable-next-line react/iframe-missing-sandbox
    <iframe className="preview-pdf" src={contentAddress(place, 'show')} title={entry.name} />
  )
}
