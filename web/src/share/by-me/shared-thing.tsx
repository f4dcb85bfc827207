import { File, Folder, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Share } from '../../api/contract.ts'
import { useApi } from '../../api/use-api.ts'
import { Button } from '../../kit/button.tsx'
import { useFocusKept } from '../../kit/use-focus-kept.ts'
import { LinkRow } from '../links/link-row.tsx'
import { PersonRow } from '../person-row.tsx'
import { ShareDialog } from '../share-dialog.tsx'
import { ThingLink } from '../thing-link.tsx'

/** A file or folder with everybody who has it. */
export function SharedThing({ shares }: { readonly shares: readonly Share[] }) {
  const { t } = useTranslation('share')
  const [isSharing, setSharing] = useState(false)
  const list = useFocusKept<HTMLUListElement>(shares.length)
  const [first] = shares
  if (first === undefined) return null
  const { name, kind, path, space } = first
  return (
    <section className="card shared-thing" aria-label={name}>
      <header className="row">
        {kind === 'folder' ? <Folder aria-hidden="true" /> : <File aria-hidden="true" />}
        <h2>
          {path === null ? (
            name
          ) : (
            <ThingLink path={path} kind={kind} space={space}>
              {lastName(path)}
            </ThingLink>
          )}
        </h2>
        {path === null ? (
          <span className="small quiet">{t('gone')}</span>
        ) : (
          <span className="push">
            <Button icon={<UserPlus aria-hidden="true" />} onPress={() => setSharing(true)}>
              {t('shareMore')}
            </Button>
          </span>
        )}
      </header>
      <ul ref={list} tabIndex={-1} className="share-rows">
        {shares.map((share) =>
          share.recipientKind === 'link' ? (
            <LinkRow key={share.id} share={share} />
          ) : (
            <PersonRow key={share.id} share={share} />
          ),
        )}
      </ul>
      {isSharing && path !== null && (
        <DialogFor path={path} space={space ?? undefined} onClose={() => setSharing(false)} />
      )}
    </section>
  )
}

function DialogFor({ path, space, onClose }: { path: string; space?: string; onClose: () => void }) {
  const { data } = useApi('GET /files/details', {
    query: { path, ...(space !== undefined && { space }) },
  })
  return data && <ShareDialog entry={data.entry} space={space} isOpen onClose={onClose} />
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
