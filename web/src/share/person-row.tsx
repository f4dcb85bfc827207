import { CalendarClock, EllipsisVertical, RotateCw, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry, Share } from '../api/contract.ts'
import { useSession } from '../api/session.ts'
import { useAction } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/dialog.tsx'
import { Menu } from '../kit/menu.tsx'
import { useSaid } from '../kit/say.ts'
import { accessForPeople, accessOf, permissionsFor } from './access.ts'
import { AccessSelect } from './access-select.tsx'
import { nameIn } from './address.ts'
import { isStanding, stateOf } from './share-state.ts'
import { StateBadge, StateReason, useStateWords } from './state-words.tsx'
import { TermsDialog } from './terms-dialog.tsx'
import './share-row.css'

interface PersonRowProps {
  readonly share: Share
  /** What is shared, as far as it is known: nobody gives more than they have. */
  readonly entry?: FileEntry
}

/** Somebody who was given access: what became of it, what they may do, and how it ends. */
export function PersonRow({ share, entry }: PersonRowProps) {
  const { t } = useTranslation('share')
  const format = useFormat()
  const { username } = useSession()
  const [isChanging, setChanging] = useState(false)
  const [isEnding, setEnding] = useState(false)
  const changes = ['GET /shares', 'GET /files']
  const change = useAction('PATCH /shares/:id', { changes })
  const retry = useAction('POST /shares/:id/retry', { changes })
  const params = { id: share.id }
  const name = share.shareWithName ?? share.shareWith ?? ''
  const end = useAction('DELETE /shares/:id', {
    changes,
    done: t('ended', { name }),
    onDone: () => setEnding(false),
  })
  const access = accessOf(share.permissions)
  const state = stateOf(share)
  useSaid(`${name}: ${useStateWords(share)}`, { isNews: true })

  return (
    <li className="share-row">
      <Avatar name={nameIn(name)} />
      <div className="share-row-words">
        <p>
          <strong>{share.recipientKind === 'federated' ? t('remote', { name }) : name}</strong>{' '}
          <span className="small quiet">
            {share.recipientKind === 'group' ? t('group') : addressBeside(share)}
          </span>
        </p>
        <p className="row small">
          <StateBadge share={share} />
          {share.expiresAt !== null && <span>{t('until', { when: format.end(share.expiresAt) })}</span>}
          {share.initiator.username !== username && share.initiator.username !== '' && (
            <span>{t('sharedOnBy', { name: share.initiator.displayName })}</span>
          )}
        </p>
        <StateReason share={share} />
        {share.note !== null && <p className="small quiet share-note">{share.note}</p>}
      </div>
      <div className="share-row-controls">
        {state === 'delayed' || state === 'failed' ? (
          <Button
            icon={<RotateCw aria-hidden="true" />}
            isPending={retry.isPending}
            onPress={() => retry.mutate({ params })}
          >
            {t('tryAgain')}
          </Button>
        ) : null}
        {isStanding(share) && (
          <AccessSelect
            label={t('accessOf', { name })}
            isLabelHidden
            ways={accessForPeople(entry ?? { kind: share.kind, rights: anything })}
            value={access}
            isDisabled={change.isPending}
            onChange={(chosen) => change.mutate({ params, input: { permissions: permissionsFor(chosen) } })}
          />
        )}
        {isStanding(share) && (
          <Menu
            label={t('moreFor', { name })}
            trigger={<IconButton label={t('moreFor', { name })} icon={<EllipsisVertical />} />}
            groups={[
              [
                {
                  id: 'terms',
                  label: t('changeTerms'),
                  icon: <CalendarClock aria-hidden="true" />,
                  onAction: () => setChanging(true),
                },
              ],
              [
                {
                  id: 'end',
                  label: t('stop'),
                  icon: <UserMinus aria-hidden="true" />,
                  isDangerous: true,
                  onAction: () => setEnding(true),
                },
              ],
            ]}
          />
        )}
      </div>
      {isChanging && <TermsDialog share={share} name={name} onClose={() => setChanging(false)} />}
      <ConfirmDialog
        title={t('stopTitle', { name })}
        isOpen={isEnding}
        confirm={t('stop')}
        isDangerous
        isPending={end.isPending}
        onConfirm={() => end.mutate({ params })}
        onClose={() => setEnding(false)}
      >
        <p>{t('stopHint', { thing: share.name, name })}</p>
      </ConfirmDialog>
    </li>
  )
}

/** Where what is shared is not at hand, the server says what cannot be given. */
const anything: FileEntry['rights'] = ['read', 'update', 'create', 'delete', 'share']

/** The address, where the name does not say it all. */
function addressBeside({ shareWith, shareWithName }: Share): string | null {
  return shareWithName === null || shareWithName === shareWith ? null : shareWith
}
