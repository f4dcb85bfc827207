import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../api/contract.ts'
import { IconButton } from '../../kit/button.tsx'
import { FileIcon } from '../look/file-icon.tsx'
import { FileActivity } from './file-activity.tsx'
import { FileFacts } from './file-facts.tsx'
import { FileShares } from './file-shares.tsx'
import { FileVersions } from './file-versions.tsx'
import './file-details.css'

interface FileDetailsProps {
  readonly entry: FileEntry
  /** The id of the team's space in which it is. */
  readonly space?: string | undefined
  onClose(): void
}

/** What there is to know of a file or folder; stands beside the listing, or over it where there is no room. */
export function FileDetails({ entry, space, onClose }: FileDetailsProps) {
  const { t } = useTranslation(['preview', 'app', 'files'])
  const { kind, id, received, rights } = entry
  const isRoot = entry.path === '/'
  const hasVersions = kind === 'file' && id !== null && received === null
  return (
    <div className="file-details">
      <header className="file-details-head">
        <FileIcon entry={entry} />
        <h2>{isRoot ? t('files:root') : entry.name}</h2>
        <IconButton label={t('app:close')} icon={<X aria-hidden="true" />} onPress={onClose} />
      </header>
      <FileFacts entry={entry} />
      {rights.includes('share') && !isRoot && <FileShares entry={entry} space={space} />}
      {hasVersions && <FileVersions entry={entry} id={id} />}
      {id !== null && !isRoot && <FileActivity id={id} received={received} />}
    </div>
  )
}
