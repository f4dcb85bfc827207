import { useTranslation } from 'react-i18next'
import type { FileEntry, InboxItem } from '../api/contract.ts'
import { useApi } from '../api/use-api.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Loading, Trouble } from '../kit/states.tsx'
import { useFocusKept } from '../kit/use-focus-kept.ts'
import { PersonRow } from './person-row.tsx'
import { useSharesOf } from './shares-of.ts'

interface AccessProps {
  readonly entry: FileEntry
  readonly space?: string
  /** What the thing came with, when somebody else shares it. */
  readonly source?: InboxItem
  /** Whether this person may let others have it. */
  readonly isOpenTo: boolean
}

/** Who has the thing: its owner first, then everybody it is shared with. */
export function Access({ entry, space, source, isOpenTo }: AccessProps) {
  const { t } = useTranslation('share')
  const { data, error, refetch } = useSharesOf(entry, space)
  const people = data?.shares.filter(({ recipientKind }) => recipientKind !== 'link') ?? []
  const list = useFocusKept<HTMLUListElement>(people.length)
  return (
    <section className="share-section">
      <h3>{t('whoHasAccess')}</h3>
      <ul ref={list} tabIndex={-1} className="share-rows">
        <Owner space={space} source={source} isOpenTo={isOpenTo} />
        {people.map((share) => (
          <PersonRow key={share.id} share={share} entry={entry} />
        ))}
      </ul>
      {data === undefined && !error && <Loading />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {isOpenTo && data !== undefined && people.length === 0 && (
        <p className="small quiet">{t('nobodyElse')}</p>
      )}
    </section>
  )
}

function Owner({ space, source, isOpenTo }: Omit<AccessProps, 'entry'>) {
  const { t } = useTranslation('share')
  const { data: me } = useApi('GET /me')
  const { data: spaces } = useApi('GET /spaces')
  const team = space === undefined ? undefined : spaces?.spaces.find(({ id }) => id === space)
  const name = team?.name ?? source?.owner.displayName ?? source?.owner.address ?? me?.displayName ?? ''
  const isOwn = team === undefined && source === undefined
  const role = team === undefined ? t('owner') : t('ownedByTeam')
  return (
    <li className="share-row">
      <Avatar name={name} />
      <div className="share-row-words">
        <p>
          <strong>{isOwn ? t('you', { name }) : name}</strong>
        </p>
        {source && source.sender.address !== source.owner.address && (
          <p className="small">
            {t('sharedOnBy', { name: source.sender.displayName ?? source.sender.address })}
          </p>
        )}
        <p className="small quiet">{source && isOpenTo ? `${role}. ${t('youPassOn')}` : role}</p>
      </div>
    </li>
  )
}
