import type { ReactNode } from 'react'
import type { Place } from '../files/place.ts'

interface DropZoneProps {
  /** The folder that files are put in. */
  readonly place: Place
  readonly isDisabled?: boolean
  readonly children: ReactNode
}

/** Takes files and folders that are dragged here from the device; what is dragged within the app is not its business. */
export function DropZone({ children }: DropZoneProps) {
  return children
}
