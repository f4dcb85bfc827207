import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleX, FolderMinus, FolderPlus, Inbox, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Notification } from '../api/contract.ts'
import { useAction } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { IconButton } from '../kit/button.tsx'
import { serverOf, shownAddress } from '../share/address.ts'
import { Emphasis, strong } from '../share/emphasis.tsx'

const icons: Readonly<Record<Notification['kind'], typeof Inbox>> = {
  'share-received': Inbox,
  'share-added': FolderPlus,
  'share-accepted': CircleCheck,
  'share-declined': CircleX,
  'share-refused': TriangleAlert,
  'share-failed': TriangleAlert,
  'share-removed': FolderMinus,
  'share-expired': FolderMinus,
}

interface NotificationRowProps {
  readonly notification: Notification
  onLeave(): void
}

/** One thing that the person was told: in words, with the way to it. */
export function NotificationRow({ notification, onLeave }: NotificationRowProps) {
  const { t } = useTranslation('share')
  const format = useFormat()
  const changes = ['GET /notifications']
  const read = useAction('POST /notifications/:id/read', { changes, isProblemShown: true })
  const dismiss = useAction('DELETE /notifications/:id', { changes })
  const { id, kind, subject, actor, createdAt, readAt } = notification
  const Icon = icons[kind]
  const params = { id }
  return (
    <li className={readAt === null ? 'notification new' : 'notification'}>
      <Link
        className="notification-words"
        to={subject.kind === 'share' ? '/shared/by-me' : '/shared/with-me'}
        onClick={() => {
          if (readAt === null) read.mutate({ params })
          onLeave()
        }}
      >
        <Icon aria-hidden="true" />
        <span>
          {readAt === null && <span className="heard">{t('new')} </span>}
          <Emphasis
            words={t(`told.${kind}`, {
              who: strong(shownAddress(actor)),
              server: serverOf(actor),
              name: strong(subject.name),
            })}
          />
          <span className="small quiet notification-when">{format.relative(createdAt)}</span>
        </span>
      </Link>
      <IconButton
        label={t('dismiss', { name: subject.name })}
        icon={<X />}
        onPress={() => dismiss.mutate({ params })}
      />
    </li>
  )
}
