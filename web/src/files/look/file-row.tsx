import { type HTMLAttributes, type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../api/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { RowProps } from '../listing/virtual-grid.tsx'
import { FileBadges } from './file-badges.tsx'
import { FileIcon } from './file-icon.tsx'
import { FileName } from './file-name.tsx'
import { RowCheck } from './row-check.tsx'
import { RowMenuButton } from './row-menu-button.tsx'
import './file-row.css'

interface FileRowProps {
  readonly entry: FileEntry
  readonly href: string
  readonly row: RowProps & HTMLAttributes<HTMLElement>
  /** It has been cut, and goes away where it is pasted. */
  readonly isCut?: boolean
  /** What is dragged would be put into it. */
  readonly isOver?: boolean
  /** Where it is, among what is found. */
  readonly about?: ReactNode
}

/** A file or folder as a line of a list. */
export function FileRow({ entry, href, row, isCut = false, isOver = false, about }: FileRowProps) {
  const { t } = useTranslation('files')
  const format = useFormat()
  const id = useId()
  const { name, size, modifiedAt, from, received } = entry
  const facts = [
    ...(received === 'root' && from !== null ? [t('from', { from })] : []),
    format.relative(modifiedAt),
    ...(size === null ? [] : [format.size(size)]),
  ]
  return (
    <div
      {...row}
      className={`grid-row file-row${isCut ? ' cut' : ''}${isOver ? ' over' : ''}`}
      aria-label={name}
      aria-describedby={`${id}-kind ${id}-badges ${id}-modified ${id}-size`}
    >
      <div role="gridcell" className="file-check">
        <RowCheck name={name} isChosen={row['aria-selected']} />
      </div>
      <div role="gridcell" className="file-title">
        <FileIcon entry={entry} />
        <span id={`${id}-kind`} hidden>
          {entry.kind === 'folder' && t('folder')}
        </span>
        <span className="file-words">
          <a href={href} tabIndex={-1} draggable={false}>
            <FileName name={name} />
          </a>
          {about}
          <span className="small quiet row-facts">{facts.join(' · ')}</span>
        </span>
        <span id={`${id}-badges`} className="file-badges">
          <FileBadges entry={entry} />
        </span>
      </div>
      <div
        id={`${id}-modified`}
        role="gridcell"
        className="quiet file-modified"
        title={format.dateTime(modifiedAt)}
      >
        {format.relative(modifiedAt)}
      </div>
      <div id={`${id}-size`} role="gridcell" className="quiet file-size">
        {size === null ? '' : format.size(size)}
      </div>
      <div role="gridcell">
        <RowMenuButton name={name} />
      </div>
    </div>
  )
}
