import type { Place } from '../files/place.ts'

interface UploadButtonProps {
  /** The folder that files are put in. */
  readonly place: Place
  readonly isDisabled?: boolean
}

/** Chooses files or a folder of the device to be put in a folder here. */
export function UploadButton(_: UploadButtonProps) {
  return null
}
