import { CloudOff, Link2, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../api/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Badge } from '../../kit/states.tsx'

/** What is to be seen of an entry at a glance: who shares it, whether it is shared on, and whether it can be reached. */
export function FileBadges({ entry }: { readonly entry: FileEntry }) {
  const { t } = useTranslation('files')
  const format = useFormat()
  const { from, sharedWith, hasLink, received, staleSince } = entry
  const people = sharedWith - (hasLink ? 1 : 0)
  return (
    <>
      {received === 'root' && from !== null && <Badge>{t('from', { from })}</Badge>}
      {staleSince !== null && received === 'root' && (
        <Badge kind="warning" icon={<CloudOff aria-hidden="true" />}>
          {t('staleSince', { since: format.relative(staleSince) })}
        </Badge>
      )}
      {people > 0 && (
        <Badge kind="info" icon={<UsersRound aria-hidden="true" />}>
          {t('shared')}
        </Badge>
      )}
      {hasLink && (
        <Badge kind="info" icon={<Link2 aria-hidden="true" />}>
          {t('link')}
        </Badge>
      )}
    </>
  )
}
