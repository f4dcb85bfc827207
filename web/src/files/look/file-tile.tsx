import { type HTMLAttributes, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../api/call.ts'
import type { FileEntry } from '../../api/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { RowProps } from '../listing/virtual-grid.tsx'
import { FileBadges } from './file-badges.tsx'
import { FileIcon } from './file-icon.tsx'
import { FileName } from './file-name.tsx'
import { RowCheck } from './row-check.tsx'
import { RowMenuButton } from './row-menu-button.tsx'
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
  const id = useId()
  const { name, path, size, contentType } = entry
  const [isBroken, setBroken] = useState(false)
  const isPicture =
    /^image\/(?:png|jpeg|gif|webp|avif)$/.test(contentType ?? '') &&
    (size ?? 0) <= largestPicture &&
    !isBroken
  return (
    <div
      {...row}
      className="grid-row file-tile-place"
      aria-label={name}
      aria-describedby={`${id}-kind ${id}-badges ${id}-size`}
    >
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
          <span id={`${id}-kind`} hidden>
            {entry.kind === 'folder' && t('folder')}
          </span>
          <span id={`${id}-badges`} className="file-badges">
            <FileBadges entry={entry} />
          </span>
        </span>
        <RowCheck name={name} isChosen={row['aria-selected']} />
        <span className="file-words">
          <a href={href} tabIndex={-1} draggable={false}>
            <FileName name={name} />
          </a>
          <span id={`${id}-size`} className="small quiet">
            {size === null ? '' : format.size(size)}
          </span>
        </span>
        <RowMenuButton name={name} />
      </div>
    </div>
  )
}
