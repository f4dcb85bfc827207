import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Inbox, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/session.ts'
import { question } from '../api/use-api.ts'
import { Button } from '../kit/button.tsx'
import { Page } from '../kit/page.tsx'
import { useSaid } from '../kit/say.ts'
import { EmptyState, Loading, Trouble } from '../kit/states.tsx'
import { useFocusKept } from '../kit/use-focus-kept.ts'
import { InboxHistory } from './inbox-history.tsx'
import { InboxRulesDialog } from './inbox-rules-dialog.tsx'
import { PendingItem } from './pending-item.tsx'
import { nameOf } from './person.ts'
import { ReceivedItem } from './received-item.tsx'
import './inbox.css'

/** What others share with the person: what waits for an answer, what is among their files, and what is over. */
export function InboxPage() {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  const { username } = useSession()
  const [limit, setLimit] = useState(200)
  const [areRulesOpen, setRulesOpen] = useState(false)
  const { data, error, refetch } = useQuery({
    ...question('GET /inbox', { query: { limit } }),
    placeholderData: keepPreviousData,
  })
  const items = data?.items ?? []
  const pending = items.filter(({ state }) => state === 'pending')
  const [newest] = pending
  useSaid(
    newest &&
      t(newest.kind === 'folder' ? 'sharesFolder' : 'sharesFile', {
        who: nameOf(newest.sender),
        name: newest.name,
      }),
    { occasion: newest?.id },
  )
  const afterAnswer = useFocusKept<HTMLDivElement>(pending.length)
  const accepted = items.filter(({ state }) => state === 'accepted')
  const afterLeaving = useFocusKept<HTMLUListElement>(accepted.length)
  const over = items.filter(({ state }) => state !== 'pending' && state !== 'accepted')

  return (
    <Page
      title={inApp('sharedWithMe')}
      actions={
        <Button icon={<SlidersHorizontal aria-hidden="true" />} onPress={() => setRulesOpen(true)}>
          {t('rules')}
        </Button>
      }
    >
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data !== undefined && items.length === 0 && (
        <EmptyState icon={<Inbox aria-hidden="true" />} title={t('inboxEmpty')}>
          {t('inboxEmptyHint', { address: `${username}@${location.host}` })}
        </EmptyState>
      )}
      <div ref={afterAnswer} tabIndex={-1} role="group" aria-label={inApp('sharedWithMe')} className="stack">
        <section className="inbox-part" aria-label={t('waitingForYou')}>
          {pending.length > 0 && (
            <>
              <h2>{t('waitingForYou')}</h2>
              <ul className="inbox-pending">
                {pending.map((item) => (
                  <PendingItem key={item.id} item={item} />
                ))}
              </ul>
            </>
          )}
        </section>
        {accepted.length > 0 && (
          <section className="inbox-part">
            <h2>{t('amongYourFiles')}</h2>
            <ul ref={afterLeaving} tabIndex={-1} className="share-rows card">
              {accepted.map((item) => (
                <ReceivedItem key={item.id} item={item} />
              ))}
            </ul>
          </section>
        )}
        {over.length > 0 && <InboxHistory items={over} />}
      </div>
      {items.length >= limit && (
        <div className="row">
          <Button onPress={() => setLimit(Math.min(limit + 400, 1000))} isDisabled={limit >= 1000}>
            {t('showOlder')}
          </Button>
        </div>
      )}
      <InboxRulesDialog isOpen={areRulesOpen} onClose={() => setRulesOpen(false)} />
    </Page>
  )
}
