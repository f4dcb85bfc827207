/** Files and folders that are dragged within the app, also from one window of it to another. */
import { type DragEvent, useState } from 'react'
import { isSamePlace, type Place } from '../../place.ts'
import { type DropTarget, hasLeft, useFileDrop } from '../../uploads/use-file-drop.ts'
import type { Way } from './transfer.ts'

const type = 'application/x-isthmus-places'

/** Says what is dragged. */
export function startDrag({ dataTransfer }: DragEvent, places: readonly Place[], label: string): void {
  dataTransfer.setData(type, JSON.stringify(places))
  dataTransfer.effectAllowed = 'copyMove'
  const image = document.createElement('div')
  image.className = 'drag-image'
  image.textContent = label
  document.body.append(image)
  dataTransfer.setDragImage(image, -12, -12)
  setTimeout(() => image.remove())
}

/**
 * A folder in which what is dragged can be put: moved, or copied with Ctrl; files of the device are uploaded.
 * @param to - undefined where there is no folder
 * @param mayAdd - false where it is known that nothing may be added: `onDrop` says so
 */
export function useDropTarget(
  to: Place | undefined,
  mayAdd: boolean,
  onDrop: (way: Way, places: readonly Place[]) => void,
): DropTarget {
  const [isOver, setOver] = useState(false)
  const files = useFileDrop(mayAdd ? to : undefined)
  const wayOf = ({ ctrlKey, altKey }: DragEvent): Way => (ctrlKey || altKey ? 'copy' : 'move')
  return {
    isOver: (isOver && mayAdd) || files.isOver,
    handlers: {
      onDragEnter: files.handlers.onDragEnter,
      onDragOver(event) {
        files.handlers.onDragOver(event)
        if (to === undefined || !event.dataTransfer.types.includes(type)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = wayOf(event)
        setOver(true)
      },
      onDragLeave(event) {
        files.handlers.onDragLeave(event)
        if (hasLeft(event)) setOver(false)
      },
      onDrop(event) {
        setOver(false)
        files.handlers.onDrop(event)
        if (to === undefined || !event.dataTransfer.types.includes(type)) return
        event.preventDefault()
        event.stopPropagation()
        const dragged = JSON.parse(event.dataTransfer.getData(type)) as Place[]
        // A folder that is let go over itself was not meant to be put anywhere.
        const others = dragged.filter((place) => !isSamePlace(place, to))
        if (others.length > 0) onDrop(wayOf(event), others)
      },
    },
  }
}
