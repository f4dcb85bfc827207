import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/call.ts'
import type { InboxItem } from '../api/contract.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'
import { addressOfFolder, childOf, isWithin, type Place } from '../place.ts'
import { FileIcon } from './look/file-icon.tsx'
import { FileName } from './look/file-name.tsx'
import './stale-folder.css'

interface StaleFolderProps {
  readonly place: Place
  /** Why the folder cannot be shown as it is now. */
  readonly error: unknown
  onRetry(): void
  /** Stands where nothing was seen of it before. */
  readonly children: ReactNode
}

/** A folder of another cloud that cannot be reached: what was last seen in it. */
export function StaleFolder({ place, error, onRetry, children }: StaleFolderProps) {
  const { data } = useApi('GET /inbox')
  const isOver = ['node-not-found', 'forbidden'].some((code) => isProblem(error, code))
  const item = data?.items.find(
    ({ path, state }) => state === 'accepted' && path !== null && isWithin(place, { path }),
  )
  if (isOver || item?.source !== 'federated' || place.space !== undefined) return children
  const isBlocked = isProblem(error, 'peer-blocked')
  return (
    <LastListing item={item} place={place} isBlocked={isBlocked} onRetry={onRetry}>
      {children}
    </LastListing>
  )
}

interface LastListingProps {
  readonly item: InboxItem
  readonly place: Place
  /** By an administrator: asking again is of no use. */
  readonly isBlocked: boolean
  onRetry(): void
  /** Stands where nothing was seen of it before. */
  readonly children: ReactNode
}

function LastListing({ item, place, isBlocked, onRetry, children }: LastListingProps) {
  const { t } = useTranslation(['files', 'app'])
  const format = useFormat()
  const { id, server, staleSince, path: root } = item
  const path = place.path.slice(root?.length ?? 0) || '/'
  const { data, error } = useApi('GET /inbox/:id/listing', { params: { id }, query: { path } })
  // The server asks the other one now, instead of when it would again.
  const retry = useAction('POST /inbox/:id/retry', { changes: ['GET /inbox'], onDone: onRetry })
  const since = data?.staleSince ?? staleSince
  if (error && data === undefined) return children
  return (
    <>
      <Notice
        kind="warning"
        title={
          isBlocked
            ? t('cloudBlocked', { server })
            : since === null
              ? t('notReachable', { server })
              : t('notReachableSince', { server, since: format.dateTime(since) })
        }
      >
        <p>{t('lastSeen')}</p>
        {!isBlocked && (
          <div>
            <Button isPending={retry.isPending} onPress={() => retry.mutate({ params: { id } })}>
              {t('app:retry')}
            </Button>
          </div>
        )}
      </Notice>
      <ul className="stale-list">
        {data?.entries.map((entry) => (
          <li key={entry.id}>
            <FileIcon entry={{ ...entry, contentType: null, received: 'inside' }} />
            {entry.kind === 'folder' ? (
              <Link to={addressOfFolder(childOf(place, entry.name))}>
                <FileName name={entry.name} />
              </Link>
            ) : (
              <FileName name={entry.name} />
            )}
            <span className="small quiet push">
              {[format.dateTime(entry.modifiedAt), entry.size === null ? '' : format.size(entry.size)]
                .filter((fact) => fact !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
