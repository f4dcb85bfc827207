import { useTranslation } from 'react-i18next'
import { Dialog } from '../../kit/dialog.tsx'

const shortcuts = [
  'walk',
  'open',
  'up',
  'choose',
  'extend',
  'all',
  'none',
  'letters',
  'menu',
  'rename',
  'delete',
  'cut',
  'copy',
  'paste',
  'help',
] as const

/** The keys that do something in a listing. */
export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('files')
  return (
    <Dialog title={t('shortcuts')} isOpen onClose={onClose}>
      <table className="table">
        <tbody>
          {shortcuts.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`keysDo.${name}`)}</th>
              <td>
                <kbd>{t(`keys.${name}`)}</kbd>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
