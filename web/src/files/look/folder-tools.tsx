import { ClipboardPaste, FolderPlus, Info, Keyboard, LayoutGrid, List } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../kit/button.tsx'
import { Select } from '../../kit/choice.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import type { Place } from '../../place.ts'
import { UploadButton } from '../../uploads/upload-button.tsx'
import { clipboard } from '../actions/clipboard.ts'
import { chooseView, useViewChoices } from '../view-choices.ts'

interface FolderToolsProps {
  readonly place: Place
  /** Whether something may be put into the folder. */
  readonly mayAdd: boolean
  readonly filter: string
  onFilter(filter: string): void
  onNewFolder(): void
  onPaste(): void
  onDetails(): void
  /** Whether the details are there. */
  readonly isDetailed: boolean
  onShortcuts(): void
}

const orders = [
  { key: 'name', sort: 'name', isDescending: false },
  { key: 'nameBack', sort: 'name', isDescending: true },
  { key: 'newest', sort: 'modified', isDescending: true },
  { key: 'oldest', sort: 'modified', isDescending: false },
  { key: 'largest', sort: 'size', isDescending: true },
  { key: 'smallest', sort: 'size', isDescending: false },
  { key: 'kind', sort: 'kind', isDescending: false },
] as const

/** What can be done with a folder: put something into it, and look at it in another way. */
export function FolderTools({ place, mayAdd, filter, isDetailed, onFilter, ...on }: FolderToolsProps) {
  const { t } = useTranslation('files')
  const { view, sort, isDescending } = useViewChoices()
  const pasted = clipboard.use()
  const order = orders.find((known) => known.sort === sort && known.isDescending === isDescending)
  return (
    <div className="folder-tools">
      {mayAdd && (
        <>
          <UploadButton place={place} />
          <Button icon={<FolderPlus />} onPress={on.onNewFolder}>
            {t('newFolder')}
          </Button>
          {pasted && (
            <Button icon={<ClipboardPaste />} onPress={on.onPaste}>
              {t('paste', { count: pasted.from.length })}
            </Button>
          )}
        </>
      )}
      <div className="folder-view">
        <SearchField label={t('filter')} value={filter} onChange={onFilter} />
        <Select
          label={t('order')}
          isLabelHidden
          value={order?.key ?? 'kind'}
          onChange={(key) => {
            const { sort: chosen, isDescending: isBack } =
              orders.find((known) => known.key === key) ?? orders[0]
            chooseView({ sort: chosen, isDescending: isBack })
          }}
          choices={orders.map(({ key }) => ({ key, label: t(`orders.${key}`) }))}
        />
        <IconButton
          label={t(view === 'list' ? 'asTiles' : 'asList')}
          icon={view === 'list' ? <LayoutGrid /> : <List />}
          onPress={() => chooseView({ view: view === 'list' ? 'tiles' : 'list' })}
        />
        <IconButton label={t('details')} icon={<Info />} aria-pressed={isDetailed} onPress={on.onDetails} />
        <span className="folder-keys">
          <IconButton label={t('shortcuts')} icon={<Keyboard />} onPress={on.onShortcuts} />
        </span>
      </div>
    </div>
  )
}
