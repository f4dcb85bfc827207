import { Trash2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TrashItem } from '../../api/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { IconButton } from '../../kit/button.tsx'
import type { RowProps } from '../listing/virtual-grid.tsx'
import { FileIcon } from './file-icon.tsx'
import { FileName } from './file-name.tsx'
import { RowCheck } from './row-check.tsx'
import './trash-row.css'

interface TrashRowProps {
  readonly item: TrashItem
  readonly row: RowProps
  onRestore(): void
  onDelete(): void
}

/** Something in the trash as a line of a list. */
export function TrashRow({ item, row, onRestore, onDelete }: TrashRowProps) {
  const { t } = useTranslation('files')
  const format = useFormat()
  const { kind, name, path, size, deletedAt, expiresAt } = item
  return (
    <div {...row} className="grid-row file-row trash-row" aria-label={name}>
      <div role="gridcell" className="file-check">
        <RowCheck name={name} isChosen={row['aria-selected']} />
      </div>
      <div role="gridcell" className="file-title">
        <FileIcon entry={{ kind, contentType: null, received: null }} />
        <span className="file-words">
          <FileName name={name} />
          <span className="small quiet trash-facts">
            {t('wasIn', { path: path.slice(0, path.lastIndexOf('/')) || '/' })} · {format.size(size)}
          </span>
        </span>
      </div>
      <div role="gridcell" className="small quiet trash-times">
        <span title={format.dateTime(deletedAt)}>{t('deletedAt', { when: format.relative(deletedAt) })}</span>
        <span title={format.dateTime(expiresAt)}>{t('endsAt', { when: format.relative(expiresAt) })}</span>
      </div>
      <div role="gridcell" className="trash-actions" data-part="actions">
        <IconButton
          label={t('restoreOne', { name })}
          icon={<Undo2 />}
          excludeFromTabOrder
          onPress={onRestore}
        />
        <IconButton
          label={t('deleteOne', { name })}
          icon={<Trash2 />}
          excludeFromTabOrder
          onPress={onDelete}
        />
      </div>
    </div>
  )
}
