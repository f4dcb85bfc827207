import type { DragEvent, ReactNode } from 'react'
import type { FileEntry } from '../../api/contract.ts'
import { type Place, placeOf } from '../../place.ts'
import { useDropTarget } from '../actions/drag.ts'
import type { Way } from '../actions/transfer.ts'
import type { RowProps } from '../listing/virtual-grid.tsx'
import { FileRow } from './file-row.tsx'
import { FileTile } from './file-tile.tsx'

interface FileItemProps {
  readonly view: 'list' | 'tiles'
  readonly entry: FileEntry
  readonly space: string | undefined
  readonly href: string
  readonly row: RowProps
  readonly isCut: boolean
  readonly about?: ReactNode
  onDragStart(event: DragEvent): void
  onDrop(way: Way, places: readonly Place[]): void
}

/** Where there is a mouse; a finger that drags scrolls. */
const isDraggable = matchMedia('(hover: hover)').matches

/** A file or folder in a listing: it can be dragged, and things can be dropped on a folder. */
export function FileItem({ view, entry, space, row, onDragStart, onDrop, ...look }: FileItemProps) {
  const { isOver, handlers } = useDropTarget(
    entry.kind === 'folder' ? placeOf(entry, space) : undefined,
    entry.rights.includes('create'),
    onDrop,
  )
  const props = {
    ...look,
    entry,
    isOver,
    row: { ...row, ...handlers, draggable: isDraggable, onDragStart },
  }
  return view === 'list' ? <FileRow {...props} /> : <FileTile {...props} space={space} />
}
