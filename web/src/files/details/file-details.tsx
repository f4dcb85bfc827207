import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../api/contract.ts'
import { IconButton } from '../../kit/button.tsx'

interface FileDetailsProps {
  readonly entry: FileEntry
  /** The id of the team's space in which it is. */
  readonly space?: string | undefined
  onClose(): void
}

/** What there is to know of a file or folder; stands beside the listing, or over it where there is no room. */
export function FileDetails({ entry, onClose }: FileDetailsProps) {
  const { t } = useTranslation()
  return (
    <>
      <h2>{entry.name}</h2>
      <IconButton label={t('close')} icon={<X />} onPress={onClose} />
    </>
  )
}
