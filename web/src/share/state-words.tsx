import { CircleCheck, CircleX, Clock, Send, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Share } from '../api/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Badge, type NoticeKind } from '../kit/states.tsx'
import { nameIn, serverOf } from './address.ts'
import { troubleOf } from './recipient/trouble.ts'
import { type ShareState, stateOf } from './share-state.ts'

const looks: Readonly<Record<ShareState, { kind: NoticeKind | 'plain'; icon: ReactNode }>> = {
  underWay: { kind: 'info', icon: <Send aria-hidden="true" /> },
  delayed: { kind: 'warning', icon: <Clock aria-hidden="true" /> },
  waiting: { kind: 'info', icon: <Clock aria-hidden="true" /> },
  accepted: { kind: 'success', icon: <CircleCheck aria-hidden="true" /> },
  declined: { kind: 'plain', icon: <CircleX aria-hidden="true" /> },
  failed: { kind: 'danger', icon: <TriangleAlert aria-hidden="true" /> },
  ended: { kind: 'plain', icon: <CircleX aria-hidden="true" /> },
}

/** What became of a share. */
export function StateBadge({ share }: { readonly share: Share }) {
  return <Badge {...looks[stateOf(share)]}>{useStateWords(share)}</Badge>
}

/** The same in words alone. */
export function useStateWords(share: Share): string {
  const { t } = useTranslation('share')
  const state = stateOf(share)
  const isForGroup = share.recipientKind === 'group' && state === 'accepted'
  return t(isForGroup ? 'state.forGroup' : `state.${state}`)
}

/** Why a share does not arrive, and what happens next; nothing when all is well. */
export function StateReason({ share }: { readonly share: Share }) {
  const { t } = useTranslation('share')
  const format = useFormat()
  const { stateReason, shareWith, deliveries } = share
  const state = stateOf(share)
  if (stateReason === null || (state !== 'delayed' && state !== 'failed')) return null
  const names = { server: serverOf(shareWith ?? ''), name: nameIn(shareWith ?? '') }
  const next = deliveries?.nextAttemptAt ?? null
  // What has been tried since is not told each time.
  const isAhead = next !== null && format.isAhead(next)
  return (
    <p className="small">
      {t(`trouble.${troubleOf(stateReason)}`, names)}{' '}
      {state === 'delayed' &&
        (isAhead ? t('triedAgainAt', { when: format.relative(next) }) : t('triedAgain'))}
    </p>
  )
}
