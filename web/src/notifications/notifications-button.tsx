import { Bell } from 'lucide-react'
import { useEffect, useState } from 'react'
import { DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/use-api.ts'
import { IconButton } from '../kit/button.tsx'
import { showNews } from '../kit/document-title.ts'
import { later } from '../kit/later.tsx'
import { useOfferToasts } from './use-offer-toasts.ts'
import './notifications.css'

const NotificationsPanel = later(async () => (await import('./notifications-panel.tsx')).NotificationsPanel)

/** Opens what the person was told; a dot, and the title of the page, say that there is something new. */
export function NotificationsButton() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { data } = useApi('GET /notifications')
  const count = data?.unread ?? 0
  useEffect(() => showNews(count), [count])
  useOfferToasts(data?.notifications)
  return (
    <span className="notifications-button">
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <IconButton
          label={count > 0 ? t('notifications_new', { count }) : t('notifications')}
          icon={<Bell />}
        />
        <Popover className="popover notifications-popover" placement="bottom end">
          <NotificationsPanel onLeave={() => setOpen(false)} />
        </Popover>
      </DialogTrigger>
      {count > 0 && <span className="dot" aria-hidden="true" />}
    </span>
  )
}
