import { Download, FileQuestion } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/contract.ts'
import { EmptyState } from '../kit/states.tsx'
import type { Place } from '../place.ts'
import { contentAddress } from './content-address.ts'

interface NoPreviewProps {
  readonly entry: FileEntry
  readonly place: Place
  /** Whether it should have been shown, and could not. */
  readonly isBroken?: boolean
}

/** Stands where a file cannot be shown. */
export function NoPreview({ entry, place, isBroken = false }: NoPreviewProps) {
  const { t } = useTranslation('preview')
  return (
    <EmptyState
      icon={<FileQuestion aria-hidden="true" />}
      title={t(isBroken ? 'broken' : 'noPreview')}
      actions={
        <a className="button primary" href={contentAddress(place, 'download')} download={entry.name}>
          <Download aria-hidden="true" />
          <span>{t('download')}</span>
        </a>
      }
    >
      {t(isBroken ? 'brokenWords' : 'noPreviewWords', { type: entry.contentType ?? '' })}
    </EmptyState>
  )
}
