import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '../place.ts'
import { toast } from '../toast.ts'
import { itemsOfDrop } from './found-items.ts'
import { uploadItems } from './upload-items.ts'

/** Something onto which things are dragged. */
export interface DropTarget {
  /** Whether something is over it that would be put here. */
  readonly isOver: boolean
  readonly handlers: {
    onDragEnter(event: DragEvent): void
    onDragOver(event: DragEvent): void
    onDragLeave(event: DragEvent): void
    onDrop(event: DragEvent): void
  }
}

/**
 * Takes files and folders that are dragged here from the device, unless something within takes them; what is dragged within
 * the app is not its business.
 * @param place - the folder that they are put in; undefined where nothing may be added
 */
export function useFileDrop(place: Place | undefined): DropTarget {
  const { t } = useTranslation('uploads')
  const [isOver, setOver] = useState(false)

  function note(event: DragEvent): void {
    if (place === undefined || !hasFiles(event)) return
    setOver(!event.defaultPrevented)
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  }

  async function take(event: DragEvent): Promise<void> {
    setOver(false)
    if (place === undefined || !hasFiles(event) || event.defaultPrevented) return
    event.preventDefault()
    try {
      uploadItems(place, await itemsOfDrop(event.dataTransfer))
    } catch {
      toast({ kind: 'problem', text: t('unreadableDrop') })
    }
  }

  return {
    isOver,
    handlers: {
      onDragEnter: note,
      onDragOver: note,
      onDragLeave(event) {
        if (hasLeft(event)) setOver(false)
      },
      onDrop: (event) => void take(event),
    },
  }
}

/** Whether what is dragged is no longer over any part of the target. */
export function hasLeft({ currentTarget, relatedTarget }: DragEvent): boolean {
  return !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes('Files')
}
