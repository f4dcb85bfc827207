import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notification } from '../api/contract.ts'
import { useAnswers } from '../inbox/use-answers.ts'
import { shownAddress } from '../share/address.ts'
import { toast } from '../toast.ts'

/**
 * Tells at once, on whatever page the person is, that somebody shares something with them, and lets them answer. In the
 * inbox they see it anyway, and what was there before the app was opened waits there.
 */
export function useOfferToasts(notifications: readonly Notification[] | undefined): void {
  const { t } = useTranslation('share')
  const answers = useAnswers()
  const [accept, decline] = [answers.accept.mutate, answers.decline.mutate]
  const isInInbox = useLocation().pathname === '/shared/with-me'
  const newest = useRef<number>(undefined)
  const open = useRef(new Map<string, () => void>())

  useEffect(() => {
    if (notifications === undefined) return
    const offers = isInInbox
      ? []
      : notifications.filter(({ kind, readAt }) => kind === 'share-received' && readAt === null)
    for (const { id, subject, actor } of offers) {
      if (newest.current === undefined || Number(id) <= newest.current) continue
      const ask = { params: { id: subject.id } }
      const close = toast({
        kind: 'news',
        text: t('offer', { who: shownAddress(actor), name: subject.name }),
        action: [
          { label: t('accept'), do: () => accept(ask) },
          { label: t('decline'), do: () => decline(ask) },
        ],
      })
      open.current.set(id, close)
    }
    // What was answered elsewhere, or is in sight, is asked no more.
    for (const [id, close] of open.current) {
      if (offers.some((offer) => offer.id === id)) continue
      close()
      open.current.delete(id)
    }
    newest.current = Math.max(newest.current ?? 0, ...notifications.map(({ id }) => Number(id)))
  }, [notifications, isInInbox, accept, decline, t])
}
