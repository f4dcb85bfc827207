import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf, type Place } from '../place.ts'
import { useFileDrop, useFilePaste } from './use-file-drop.ts'
import './drop-zone.css'

interface DropZoneProps {
  /** The folder that files are put in. */
  readonly place: Place
  readonly isDisabled?: boolean
  readonly children: ReactNode
}

/** Takes files and folders of the device that are dropped anywhere in it, and shows where they go; also what is pasted. */
export function DropZone({ place, isDisabled = false, children }: DropZoneProps) {
  const { t } = useTranslation('uploads')
  const folderToFill = isDisabled ? undefined : place
  const { isOver, handlers } = useFileDrop(folderToFill)
  useFilePaste(folderToFill)
  const folder = nameOf(place)
  return (
    <div className="drop-zone" {...handlers}>
      {children}
      {isOver && (
        <div className="drop-hint">
          <p>{folder === '' ? t('dropHere') : t('dropInto', { folder })}</p>
        </div>
      )}
    </div>
  )
}
