import { File, Folder, FolderUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../api/contract.ts'
import { useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Loading, Trouble } from '../kit/states.tsx'

interface LastListingProps {
  readonly item: InboxItem
  onClose(): void
}

/** What was last seen in a shared folder whose server is not there now. */
export function LastListing({ item, onClose }: LastListingProps) {
  const { t } = useTranslation('share')
  const format = useFormat()
  const [names, setNames] = useState<readonly string[]>([])
  const { data, error, refetch } = useApi('GET /inbox/:id/listing', {
    params: { id: item.id },
    query: { path: `/${names.join('/')}` },
  })
  return (
    <Dialog title={t('lastSeenTitle', { name: names.at(-1) ?? item.name })} isOpen onClose={onClose}>
      <p className="quiet">{t('lastSeenHint', { server: item.server })}</p>
      {names.length > 0 && (
        <div>
          <Button icon={<FolderUp aria-hidden="true" />} onPress={() => setNames(names.slice(0, -1))}>
            {t('up')}
          </Button>
        </div>
      )}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data?.entries.length === 0 && <p>{t('nothingSeen')}</p>}
      <ul className="share-rows">
        {data?.entries.map(({ id, name, kind, size, seenAt }) => (
          <li key={id} className="share-row">
            {kind === 'folder' ? <Folder aria-hidden="true" /> : <File aria-hidden="true" />}
            <div className="share-row-words">
              {kind === 'folder' ? (
                <div>
                  <Button kind="bare" onPress={() => setNames([...names, name])}>
                    {name}
                  </Button>
                </div>
              ) : (
                <span>{name}</span>
              )}
            </div>
            <span className="small quiet">
              {[size === null ? '' : format.size(size), t('seen', { when: format.relative(seenAt) })]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {data?.truncated === true && <p className="quiet">{t('lastSeenCut')}</p>}
    </Dialog>
  )
}
