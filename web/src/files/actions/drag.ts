/** Files and folders that are dragged within the app, also from one window of it to another. */
import { type DragEvent, useState } from 'react'
import type { Place } from '../../place.ts'
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

interface DropTarget {
  readonly isOver: boolean
  readonly handlers: {
    onDragOver(event: DragEvent): void
    onDragLeave(event: DragEvent): void
    onDrop(event: DragEvent): void
  }
}

/** A place where what is dragged can be put: moved, or copied with Ctrl. */
export function useDropTarget(
  isEnabled: boolean,
  onDrop: (way: Way, places: readonly Place[]) => void,
): DropTarget {
  const [isOver, setOver] = useState(false)
  const wayOf = ({ ctrlKey, altKey }: DragEvent): Way => (ctrlKey || altKey ? 'copy' : 'move')
  return {
    isOver: isEnabled && isOver,
    handlers: {
      onDragOver(event) {
        if (!isEnabled || !event.dataTransfer.types.includes(type)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = wayOf(event)
        setOver(true)
      },
      onDragLeave({ currentTarget, relatedTarget }) {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
      },
      onDrop(event) {
        setOver(false)
        if (!isEnabled || !event.dataTransfer.types.includes(type)) return
        event.preventDefault()
        event.stopPropagation()
        onDrop(wayOf(event), JSON.parse(event.dataTransfer.getData(type)) as Place[])
      },
    },
  }
}
