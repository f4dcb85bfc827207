import { Navigate } from '@tanstack/react-router'
import { FolderX, Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/call.ts'
import { LinkButton } from '../kit/link-button.tsx'
import { EmptyState, Trouble } from '../kit/states.tsx'
import { addressOfFile, addressOfFolder, folderOf, type Place } from '../place.ts'

interface FolderTroubleProps {
  readonly place: Place
  readonly error: unknown
  onRetry(): void
}

/** Stands where a folder cannot be shown. */
export function FolderTrouble({ place, error, onRetry }: FolderTroubleProps) {
  const { t } = useTranslation('files')
  // What was a folder, or was written as one, is shown as the file that it is.
  if (isProblem(error, 'conflict') && error.reason === 'is-a-file')
    return <Navigate to={addressOfFile(place)} replace />
  const isGone = isProblem(error, 'node-not-found') || isProblem(error, 'space-not-found')
  if (!isGone && !isProblem(error, 'forbidden')) return <Trouble error={error} onRetry={onRetry} />
  const isRoot = place.path === '/'
  return (
    <EmptyState
      icon={isGone ? <FolderX aria-hidden="true" /> : <Lock aria-hidden="true" />}
      title={isGone ? t('goneTitle') : t('forbiddenTitle')}
      actions={
        <LinkButton kind="primary" to={isRoot ? '/files' : addressOfFolder(folderOf(place))}>
          {isRoot ? t('toRoot') : t('up')}
        </LinkButton>
      }
    >
      {isGone ? t('gone') : t('forbidden')}
    </EmptyState>
  )
}
