import { Bell } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/use-api.ts'
import { IconButton } from '../kit/button.tsx'

/** Opens what the person was told; a dot says that there is something new. */
export function NotificationsButton() {
  const { t } = useTranslation()
  const { data } = useApi('GET /notifications')
  const count = data?.unread ?? 0
  return (
    <span className="notifications-button">
      <IconButton
        label={count > 0 ? t('notifications_new', { count }) : t('notifications')}
        icon={<Bell />}
      />
      {count > 0 && <span className="dot" aria-hidden="true" />}
    </span>
  )
}
