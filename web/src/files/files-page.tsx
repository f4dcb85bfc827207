import { FolderOpen, SearchX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { useSaid } from '../kit/say.ts'
import { EmptyState, Loading } from '../kit/states.tsx'
import { useSettled } from '../kit/use-settled.ts'
import { childOf, type FolderSearch, isWithin, nameOf, type Place, wayTo } from '../place.ts'
import { DropZone } from '../uploads/drop-zone.tsx'
import { useFileWork } from './actions/use-file-work.ts'
import { FileView } from './file-view.tsx'
import { FolderTrouble } from './folder-trouble.tsx'
import { useFolder } from './listing/use-folder.ts'
import { Breadcrumbs, useRootName } from './look/breadcrumbs.tsx'
import { FolderTools } from './look/folder-tools.tsx'
import { OpenedFile } from './opened-file.tsx'
import { StaleFolder } from './stale-folder.tsx'
import { useViewChoices } from './view-choices.ts'

interface FilesPageProps {
  readonly place: Place
  readonly search: FolderSearch
}

/** The folder that was shown before. */
let lastPlace: Place = { path: '/' }

/** The files of a folder. */
export function FilesPage({ place, search }: FilesPageProps) {
  return <Folder key={`${place.space ?? ''} ${place.path}`} place={place} search={search} />
}

function Folder({ place, search: { open, point } }: FilesPageProps) {
  const { t } = useTranslation('files')
  const { sort, isDescending } = useViewChoices()
  const [written, setFilter] = useState('')
  const filter = useSettled(written, 150)
  const work = useFileWork()
  const listing = useFolder(place, { sort, isDescending }, filter)
  const rootName = useRootName(place)
  const name = nameOf(place) || rootName
  const [pointed] = useState(() => pointedIn(place, point ?? open))
  const { folder, error } = listing
  useSaid(folder === undefined || error ? undefined : t('itemsHere', { number: listing.total }), {
    occasion: filter,
  })
  const mayAdd = folder?.rights.includes('create') === true
  return (
    <DropZone place={place} isDisabled={!mayAdd}>
      <FileView
        label={name}
        listing={listing}
        version={`${sort} ${isDescending} ${filter}`}
        space={place.space}
        folder={{ place, entry: folder }}
        pointed={pointed}
        renderHead={(on) => (
          <>
            <Breadcrumbs place={place} onDrop={(way, from, to) => void work.transfer({ way, from, to })} />
            <FolderTools
              place={place}
              mayAdd={mayAdd}
              filter={written}
              onFilter={setFilter}
              onNewFolder={() => on.dialog({ kind: 'new-folder', place })}
              onPaste={on.paste}
              onDetails={on.details}
              isDetailed={on.isDetailed}
              onShortcuts={() => on.dialog({ kind: 'shortcuts' })}
            />
          </>
        )}
        empty={
          error ? (
            <StaleFolder place={place} error={error} onRetry={listing.retry}>
              <FolderTrouble place={place} error={error} onRetry={listing.retry} />
            </StaleFolder>
          ) : folder === undefined ? (
            <Loading />
          ) : filter === '' ? (
            <EmptyState icon={<FolderOpen aria-hidden="true" />} title={t('emptyTitle')}>
              {mayAdd ? t('empty') : t('emptyForReaders')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<SearchX aria-hidden="true" />}
              title={t('nothingFiltered', { filter })}
              actions={<Button onPress={() => setFilter('')}>{t('showAll')}</Button>}
            />
          )
        }
      />
      {open !== undefined && <OpenedFile place={childOf(place, open)} listing={listing} />}
    </DropZone>
  )
}

/** What is pointed out in a folder: what the address says, else the folder that one comes from. */
function pointedIn(place: Place, name: string | undefined): { key: string } | undefined {
  const before = lastPlace
  lastPlace = place
  if (name !== undefined) return { key: childOf(place, name).path }
  if (!isWithin(before, place)) return undefined
  const below = wayTo(before)[wayTo(place).length]
  return below && { key: below.path }
}
