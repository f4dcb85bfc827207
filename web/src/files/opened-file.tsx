import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/call.ts'
import type { FileEntry } from '../api/contract.ts'
import { useProblemWords } from '../api/problem-words.ts'
import { useApi } from '../api/use-api.ts'
import { later } from '../kit/later.tsx'
import { addressOfFile, addressOfFolder, folderOf, type Place, placeOf } from '../place.ts'
import { draftOf } from '../preview/draft.ts'
import { isOutOfReach } from '../preview/is-out-of-reach.ts'
import { toast } from '../toast.ts'
import type { Listing } from './listing/listing.ts'

const LostDraft = later(async () => (await import('../preview/lost-draft.tsx')).LostDraft)
const Preview = later(async () => (await import('../preview/preview.tsx')).Preview)

interface OpenedFileProps {
  readonly place: Place
  /** The files around it. */
  readonly listing: Listing<FileEntry>
}

/** A file that is shown over its folder; the folder again, when it is not there. */
export function OpenedFile({ place, listing }: OpenedFileProps) {
  const { t } = useTranslation('files')
  const navigate = useNavigate()
  const problemWords = useProblemWords()
  const { data, error } = useApi('GET /files/details', { query: place })
  const isGone = data !== undefined && isProblem(error, 'node-not-found')
  const index = listing.indexOf(place.path)
  const entry = (index === undefined ? undefined : listing.at(index)) ?? data?.entry
  const folder = folderOf(place)
  /** The path of a file that cannot be opened, and was being changed before the page was loaded anew. */
  const [lost, setLost] = useState<string>()
  if (lost !== place.path && entry === undefined && isOutOfReach(error) && draftOf(place) !== undefined)
    setLost(place.path)
  const isLost = lost === place.path && entry === undefined
  const problem = entry === undefined && error !== null && !isLost ? problemWords(error) : undefined
  const show = (shown: FileEntry) =>
    void navigate({ href: addressOfFile(placeOf(shown, place.space)), replace: true })
  const close = () => void navigate({ href: addressOfFolder(folder) })
  useEffect(() => {
    if (problem === undefined) return
    toast({ kind: 'problem', text: t('notOpened', { reason: problem }) })
    void navigate({ href: addressOfFolder(folder), replace: true })
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [problem])
  const [previous, next] = [fileBeside(-1), fileBeside(1)]
  /** The neighbours of something that is gone are those that it had. */
  const neighbour = useRef<FileEntry>(undefined)
  useEffect(() => {
    if (index !== undefined) neighbour.current = next ?? previous
  }, [index, previous, next])
  if (isLost) return <LostDraft place={place} onDiscard={close} />
  if (entry === undefined || entry.kind === 'folder') return null
  return (
    <Preview
      entry={entry}
      space={place.space}
      previous={previous}
      next={next}
      isGone={isGone}
      onShow={show}
      onClose={close}
      onGone={() => {
        toast({ kind: 'news', text: t('goneMeanwhile', { name: entry.name }) })
        if (neighbour.current === undefined) close()
        else show(neighbour.current)
      }}
    />
  )

  function fileBeside(step: 1 | -1): FileEntry | undefined {
    if (index === undefined) return undefined
    const beside = listing.at(index + step)
    return beside?.kind === 'file' ? beside : undefined
  }
}
