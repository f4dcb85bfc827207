import { type DragEvent, useEffect, useState } from 'react'
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
  const upload = useDeviceItems()
  const [isOver, setOver] = useState(false)

  function note(event: DragEvent): void {
    if (place === undefined || !hasFiles(event.dataTransfer)) return
    setOver(!event.defaultPrevented)
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  }

  function take(event: DragEvent): void {
    setOver(false)
    if (place === undefined || !hasFiles(event.dataTransfer) || event.defaultPrevented) return
    event.preventDefault()
    void upload(place, event.dataTransfer)
  }

  return {
    isOver,
    handlers: {
      onDragEnter: note,
      onDragOver: note,
      onDragLeave(event) {
        if (hasLeft(event)) setOver(false)
      },
      onDrop: take,
    },
  }
}

/**
 * Takes files and folders that are pasted on the page, but for what is pasted in a field or in what is open over the page.
 * @param place - the folder that they are put in; undefined where nothing may be added
 */
export function useFilePaste(place: Place | undefined): void {
  const upload = useDeviceItems()
  useEffect(() => {
    const hear = (event: ClipboardEvent) => {
      const { target, clipboardData } = event
      if (place === undefined || clipboardData === null || !hasFiles(clipboardData)) return
      if (!(target instanceof Element)) return
      if (target.closest('input:not([type=checkbox]), textarea, [role=dialog]')) return
      event.preventDefault()
      void upload(place, clipboardData)
    }
    document.addEventListener('paste', hear)
    return () => document.removeEventListener('paste', hear)
  })
}

/** Uploads what is on its way from the device; to be called while the event is handled that brings it. */
function useDeviceItems(): (place: Place, data: DataTransfer) => Promise<void> {
  const { t } = useTranslation('uploads')
  return async (place, data) => {
    try {
      uploadItems(place, await itemsOfDrop(data))
    } catch {
      toast({ kind: 'problem', text: t('unreadableDrop') })
    }
  }
}

/** Whether what is dragged is no longer over any part of the target. */
export function hasLeft({ currentTarget, relatedTarget }: DragEvent): boolean {
  return !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
}

function hasFiles({ types }: DataTransfer): boolean {
  return types.includes('Files')
}
