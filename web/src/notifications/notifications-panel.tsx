import { BellOff, CheckCheck } from 'lucide-react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useAction, useApi } from '../api/use-api.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState, Loading, Trouble } from '../kit/states.tsx'
import { useFocusKept } from '../kit/use-focus-kept.ts'
import { NotificationRow } from './notification-row.tsx'

interface NotificationsPanelProps {
  /** Told when somebody goes where a notification leads. */
  onLeave(): void
}

/** What the person was told, newest first. */
export function NotificationsPanel({ onLeave }: NotificationsPanelProps) {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  const { data, error, refetch } = useApi('GET /notifications')
  const readAll = useAction('POST /notifications/read', { changes: ['GET /notifications'] })
  const list = useFocusKept<HTMLUListElement>(data?.notifications.length ?? 0)
  const newest = data?.notifications[0]
  return (
    <AriaDialog className="notifications">
      <div className="notifications-head">
        <Heading slot="title">{inApp('notifications')}</Heading>
        {newest !== undefined && data !== undefined && data.unread > 0 && (
          <Button
            kind="bare"
            icon={<CheckCheck aria-hidden="true" />}
            isPending={readAll.isPending}
            onPress={() => readAll.mutate({ input: { upTo: newest.id } })}
          >
            {t('readAll')}
          </Button>
        )}
      </div>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data?.notifications.length === 0 && (
        <EmptyState icon={<BellOff aria-hidden="true" />} title={t('noNews')}>
          {t('noNewsHint')}
        </EmptyState>
      )}
      <ul ref={list} tabIndex={-1} className="notifications-list">
        {data?.notifications.map((notification) => (
          <NotificationRow key={notification.id} notification={notification} onLeave={onLeave} />
        ))}
      </ul>
    </AriaDialog>
  )
}
