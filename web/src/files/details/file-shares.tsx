import { Link2, UserPlus, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FileEntry, Share } from '../../api/contract.ts'
import { DialogButton } from '../../kit/dialog-button.tsx'
import { later } from '../../kit/later.tsx'
import { Loading, Trouble } from '../../kit/states.tsx'
import { useSharesOf } from '../../share/shares-of.ts'
import { StateBadge } from '../../share/state-words.tsx'

const ShareDialog = later(async () => (await import('../../share/share-dialog.tsx')).ShareDialog)

interface FileSharesProps {
  readonly entry: FileEntry
  readonly space?: string | undefined
}

/** With whom something is shared; the dialog for sharing has all that can be done about it. */
export function FileShares({ entry, space }: FileSharesProps) {
  const { t } = useTranslation('preview')
  const { data, error, refetch } = useSharesOf(entry, space)
  return (
    <section>
      <h3>{t('shares')}</h3>
      {data === undefined && (error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.shares.length === 0 && <p className="small quiet">{t('noShares')}</p>}
      <ul className="file-details-rows">
        {data?.shares.map((share) => (
          <li key={share.id}>
            {share.recipientKind === 'link' ? (
              <Link2 aria-hidden="true" />
            ) : (
              <UsersRound aria-hidden="true" />
            )}
            <span className="file-details-words">{nameOf(share) ?? t('aLink')}</span>
            {share.recipientKind !== 'link' && <StateBadge share={share} />}
          </li>
        ))}
      </ul>
      <DialogButton icon={<UserPlus aria-hidden="true" />} label={t('manageShares')}>
        {(close) => <ShareDialog entry={entry} space={space} isOpen onClose={close} />}
      </DialogButton>
    </section>
  )
}

function nameOf({ recipientKind, link, shareWithName, shareWith }: Share): string | null {
  return recipientKind === 'link' ? (link?.label ?? null) : (shareWithName ?? shareWith)
}
