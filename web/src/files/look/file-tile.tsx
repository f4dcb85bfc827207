import { EllipsisVertical } from 'lucide-react'
import { type HTMLAttributes, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../api/call.ts'
import type { FileEntry } from '../../api/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { RowProps } from '../listing/virtual-grid.tsx'
import { FileBadges } from './file-badges.tsx'
import { FileIcon } from './file-icon.tsx'
import { FileName } from './file-name.tsx'
import './file-tile.css'

interface FileTileProps {
  readonly entry: FileEntry
  readonly space?: string | undefined
  readonly href: string
  readonly row: RowProps & HTMLAttributes<HTMLElement>
  readonly isCut?: boolean
  readonly isOver?: boolean
}

/** Pictures up to this size are shown as they are; there are no smaller ones of them. */
const largestPicture = 2_000_000

/** A file or folder as a tile, pictures as they look. */
export function FileTile({ entry, space, href, row, isCut = false, isOver = false }: FileTileProps) {
  const { t } = useTranslation('files')
  const format = useFormat()
  const { name, path, size, contentType } = entry
  const [isBroken, setBroken] = useState(false)
  const isPicture =
    /^image\/(?:png|jpeg|gif|webp|avif)$/.test(contentType ?? '') &&
    (size ?? 0) <= largestPicture &&
    !isBroken
  return (
    <div {...row} className="grid-row file-tile-place" aria-label={name}>
      <div role="gridcell" className={`file-tile${isCut ? ' cut' : ''}${isOver ? ' over' : ''}`}>
        <span className="file-tile-picture">
          {isPicture ? (
            <img
              src={addressOf('GET /files/content', { query: { path, space } })}
              alt=""
              loading="lazy"
              decoding="async"
              draggable={false}
              onError={() => setBroken(true)}
            />
          ) : (
            <FileIcon entry={entry} />
          )}
          <span className="file-badges">
            <FileBadges entry={entry} />
          </span>
        </span>
        <input
          type="checkbox"
          data-part="check"
          tabIndex={-1}
          checked={row['aria-selected']}
          readOnly
          aria-label={t('choose', { name })}
        />
        <span className="file-words">
          <a href={href} tabIndex={-1} draggable={false}>
            <FileName name={name} />
          </a>
          <span className="small quiet">{size === null ? '' : format.size(size)}</span>
        </span>
        <button
          type="button"
          data-part="more"
          tabIndex={-1}
          className="file-more"
          aria-label={t('actionsFor', { name })}
          aria-haspopup="menu"
        >
          <EllipsisVertical aria-hidden="true" />
        </button>
      </div>
    </div>
  )
}
