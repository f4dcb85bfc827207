import type { files as english } from '../en/files.ts'
import type { Words } from '../words.ts'

export const files: Words<typeof english> = {
  share: 'Teilen',
  details: 'Details',
  foundFor: 'Gefunden zu „{{text}}“',
}
