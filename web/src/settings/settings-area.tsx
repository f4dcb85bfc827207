import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SubPages } from '../kit/sub-pages.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { AppsPage } from './apps-page.tsx'
import { NotificationsPage } from './notifications-page.tsx'
import { ProfilePage } from './profile-page.tsx'
import { ReceivingPage } from './receiving-page.tsx'
import { SecurityPage } from './security-page.tsx'

const pages = {
  profile: ProfilePage,
  security: SecurityPage,
  apps: AppsPage,
  notifications: NotificationsPage,
  receiving: ReceivingPage,
} as const

/** What a person chooses for themselves: one page for each kind of thing. */
export function SettingsArea() {
  const { t } = useTranslation(['settings', 'app'])
  const { page = '' }: { readonly page?: string } = useParams({ strict: false })
  const Shown = Object.hasOwn(pages, page) ? pages[page as keyof typeof pages] : NotFound
  return (
    <SubPages
      label={t('app:settings')}
      pages={Object.keys(pages).map((name) => ({
        to: `/settings/${name}`,
        label: t(`pages.${name as keyof typeof pages}`),
      }))}
    >
      <Shown />
    </SubPages>
  )
}
