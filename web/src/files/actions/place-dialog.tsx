import { ArrowUp, ChevronRight, Folder, FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { renew, useApi } from '../../api/use-api.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Loading, Trouble } from '../../kit/states.tsx'
import { childOf, folderOf, isSamePlace, isWithin, nameOf, type Place, placeOf } from '../../place.ts'
import { useRootName } from '../look/breadcrumbs.tsx'
import { FileName } from '../look/file-name.tsx'
import { SpaceSelect } from '../look/space-select.tsx'
import { NameDialog } from './name-dialog.tsx'
import type { Way } from './transfer.ts'
import './place-dialog.css'

interface PlaceDialogProps {
  readonly way: Way
  /** What goes there. */
  readonly from: readonly Place[]
  /** Where it begins to look. */
  readonly start: Place
  onConfirm(to: Place): void
  onClose(): void
}

/** How many folders of a folder are shown: as many as the server gives at once. */
const most = 1000

/** Asks for a folder, by going through the folders of the person and of teams. */
export function PlaceDialog({ way, from, start, onConfirm, onClose }: PlaceDialogProps) {
  const { t } = useTranslation(['files', 'app'])
  const [place, setPlace] = useState(start)
  const rootName = useRootName(place)
  const [isNaming, setNaming] = useState(false)
  const { data, error, refetch } = useApi('GET /files', { query: { ...place, limit: most } })
  const folders = data?.entries.filter(({ kind }) => kind === 'folder') ?? []
  const isInItself = from.some((moved) => isWithin(place, moved))
  const isThere = way === 'move' && from.every((moved) => isSamePlace(folderOf(moved), place))
  const mayAdd = data?.folder.rights.includes('create') === true
  const reason =
    (isInItself && t('intoItself')) || (isThere && t('isThere')) || (data && !mayAdd && t('mayNotAdd'))

  return (
    <Dialog
      title={t(way === 'move' ? 'moveTitle' : 'copyTitle', {
        count: from.length,
        name: from[0] ? nameOf(from[0]) : '',
      })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button isDisabled={!mayAdd} icon={<FolderPlus />} onPress={() => setNaming(true)}>
            {t('newFolder')}
          </Button>
          <span className="push" />
          <Button onPress={onClose}>{t('app:cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={!mayAdd || isInItself || isThere}
            onPress={() => onConfirm(place)}
          >
            {t(way === 'move' ? 'moveHere' : 'copyHere')}
          </Button>
        </>
      }
    >
      <SpaceSelect
        label={t('where')}
        space={place.space}
        onChange={(space) => setPlace(placeOf({ path: '/' }, space))}
      />
      <div className="place-head">
        <IconButton
          label={t('up')}
          icon={<ArrowUp />}
          isDisabled={place.path === '/'}
          onPress={() => setPlace(folderOf(place))}
        />
        <strong aria-live="polite">
          <FileName name={nameOf(place) || rootName} />
        </strong>
      </div>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <ListBox
          key={`${place.space ?? ''} ${place.path}`}
          aria-label={t('folders')}
          className="list-box place-list"
          items={folders}
          onAction={(name) => setPlace(childOf(place, String(name)))}
          renderEmptyState={() => <p className="quiet place-empty">{t('noFolders')}</p>}
        >
          {({ name }) => (
            <ListBoxItem id={name} textValue={name} className="list-item">
              <Folder aria-hidden="true" />
              <span className="list-item-words">
                <FileName name={name} />
              </span>
              <ChevronRight aria-hidden="true" />
            </ListBoxItem>
          )}
        </ListBox>
      )}
      <p className="quiet small" role="status">
        {reason}
      </p>
      {isNaming && (
        <NameDialog
          title={t('newFolder')}
          confirm={t('create')}
          onClose={() => setNaming(false)}
          onConfirm={async (name) => {
            const made = childOf(place, name)
            await call('POST /files/folders', { input: made })
            setPlace(made)
            await renew('GET /files')
          }}
        />
      )}
    </Dialog>
  )
}
