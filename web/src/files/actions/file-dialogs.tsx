import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import type { FileEntry } from '../../api/contract.ts'
import { renew } from '../../api/use-api.ts'
import { later } from '../../kit/later.tsx'
import { childOf, folderOf, type Place, placeOf } from '../../place.ts'
import { NameDialog } from './name-dialog.tsx'
import { PlaceDialog } from './place-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import type { Way } from './transfer.ts'
import { useFileWork } from './use-file-work.ts'

const ShareDialog = later(async () => (await import('../../share/share-dialog.tsx')).ShareDialog)

/** The dialog that is open. */
export type FileDialog =
  | { readonly kind: 'new-folder'; readonly place: Place }
  | { readonly kind: 'rename' | 'share'; readonly entry: FileEntry }
  | { readonly kind: 'remove'; readonly entries: readonly FileEntry[] }
  | { readonly kind: 'transfer'; readonly way: Way; readonly entries: readonly FileEntry[] }
  | { readonly kind: 'shortcuts' }

interface FileDialogsProps {
  readonly dialog: FileDialog | undefined
  /** The id of the team's space in which the entries are. */
  readonly space: string | undefined
  /** Something has a new place, or is new. */
  onMade(place: Place): void
  /** These are no longer where they were. */
  onGone(paths: readonly string[]): void
  onClose(): void
}

/** What is asked before something is done with files and folders. */
export function FileDialogs({ dialog, space, onMade, onGone, onClose }: FileDialogsProps) {
  const { t } = useTranslation('files')
  const work = useFileWork()
  switch (dialog?.kind) {
    case undefined:
      return null
    case 'shortcuts':
      return <ShortcutsDialog onClose={onClose} />
    case 'share':
      return <ShareDialog entry={dialog.entry} space={space} isOpen onClose={onClose} />
    case 'new-folder':
      return (
        <NameDialog
          title={t('newFolder')}
          confirm={t('create')}
          onClose={onClose}
          onConfirm={async (name) => {
            const made = childOf(dialog.place, name)
            await call('POST /files/folders', { input: made })
            await renew('GET /files')
            onMade(made)
          }}
        />
      )
    case 'rename': {
      const { entry } = dialog
      return (
        <NameDialog
          title={t('renameTitle', { name: entry.name })}
          confirm={t('rename')}
          name={entry.name}
          extension={entry.kind === 'file' ? (/(?<=.)\.[^. ]{1,16}$/su.exec(entry.name)?.[0] ?? '') : ''}
          onClose={onClose}
          onConfirm={async (name) => {
            const from = placeOf(entry, space)
            const to = childOf(folderOf(from), name)
            await call('POST /files/move', {
              input: { from: from.path, to: to.path, ...(space !== undefined && { space }) },
            })
            await renew('GET /files')
            onGone([entry.path])
            onMade(to)
          }}
        />
      )
    }
    case 'remove': {
      const places = dialog.entries.map((entry) => placeOf(entry, space))
      return (
        <RemoveDialog
          entries={dialog.entries}
          onClose={onClose}
          onConfirm={() => {
            onClose()
            void work.remove(places).then(({ gone }) => onGone(gone.map(({ path }) => path)))
          }}
        />
      )
    }
    case 'transfer': {
      const { way, entries } = dialog
      const from = entries.map((entry) => placeOf(entry, space))
      const [first = { path: '/' }] = from
      return (
        <PlaceDialog
          way={way}
          from={from}
          start={folderOf(first)}
          onClose={onClose}
          onConfirm={(to) => {
            onClose()
            void work.transfer({ way, from, to }).then((done) => {
              if (way === 'move') onGone(done.map((moved) => moved.from.path))
            })
          }}
        />
      )
    }
  }
}
