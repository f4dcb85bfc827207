import { type DragEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf, type Place } from '../place.ts'
import { toast } from '../toast.ts'
import { itemsOfDrop } from './found-items.ts'
import { uploadItems } from './upload-items.ts'
import './drop-zone.css'

interface DropZoneProps {
  /** The folder that files are put in. */
  readonly place: Place
  readonly isDisabled?: boolean
  readonly children: ReactNode
}

/** Takes files and folders that are dragged here from the device; what is dragged within the app is not its business. */
export function DropZone({ place, isDisabled = false, children }: DropZoneProps) {
  const { t } = useTranslation('uploads')
  const [isOver, setOver] = useState(false)

  function note(event: DragEvent): void {
    if (isDisabled || !hasFiles(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }

  async function take(event: DragEvent): Promise<void> {
    setOver(false)
    if (isDisabled || !hasFiles(event)) return
    event.preventDefault()
    try {
      uploadItems(place, await itemsOfDrop(event.dataTransfer))
    } catch {
      toast({ kind: 'problem', text: t('unreadableDrop') })
    }
  }

  const folder = nameOf(place)
  return (
    <div
      className="drop-zone"
      onDragEnter={note}
      onDragOver={note}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => void take(event)}
    >
      {children}
      {isOver && (
        <div className="drop-hint">
          <p>{folder === '' ? t('dropHere') : t('dropInto', { folder })}</p>
        </div>
      )}
    </div>
  )
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes('Files')
}
