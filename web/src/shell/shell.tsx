import { Link, Outlet, useRouter } from '@tanstack/react-router'
import { Menu as MenuIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { RouterProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import icon from '../../../server/src/http/browser/icon.svg'
import { useLiveEvents } from '../api/live.ts'
import { useApi } from '../api/use-api.ts'
import { IconButton } from '../kit/button.tsx'
import { showCloud } from '../kit/document-title.ts'
import { later } from '../kit/later.tsx'
import { Sayings } from '../kit/sayings.tsx'
import { NotificationsButton } from '../notifications/notifications-button.tsx'
import { AccountMenu } from './account-menu.tsx'
import { ConnectionNotice } from './connection-notice.tsx'
import { MainMenu } from './main-menu.tsx'
import { SearchBox } from './search-box.tsx'
import './shell.css'

const MenuDrawer = later(async () => (await import('./menu-drawer.tsx')).MenuDrawer)
const SessionEnded = later(async () => (await import('./session-ended.tsx')).SessionEnded)
const Toasts = later(async () => (await import('../kit/toasts.tsx')).Toasts)
const UploadsPanel = later(async () => (await import('../uploads/uploads-panel.tsx')).UploadsPanel)
const WorkShown = later(async () => (await import('../files/actions/work-shown.tsx')).WorkShown)

/** What is around every page: where one can go, what is new, who one is, and what is wrong with the connection. */
export function Shell() {
  const { t } = useTranslation()
  const router = useRouter()
  const [isMenuOpen, setMenuOpen] = useState(false)
  useLiveEvents()
  return (
    <RouterProvider navigate={(href) => void router.navigate({ href })} useHref={(href) => href}>
      <a className="skip-link" href="#content">
        {t('skipToContent')}
      </a>
      <div className="shell">
        <header className="shell-head">
          <span className="shell-menu-button">
            <IconButton label={t('openMenu')} icon={<MenuIcon />} onPress={() => setMenuOpen(true)} />
          </span>
          <Brand />
          <SearchBox />
          <NotificationsButton />
          <AccountMenu />
        </header>
        <nav className="shell-side" aria-label={t('mainMenu')}>
          <MainMenu />
        </nav>
        <main className="shell-main" id="content" tabIndex={-1}>
          <ConnectionNotice />
          <Outlet />
        </main>
        <div className="shell-foot">
          <UploadsPanel />
        </div>
      </div>
      <MenuDrawer isOpen={isMenuOpen} onClose={() => setMenuOpen(false)} />
      <WorkShown />
      <SessionEnded />
      <Toasts />
      <Sayings />
    </RouterProvider>
  )
}

/** What the cloud is called, and the way to its first page. */
function Brand() {
  const { data: me } = useApi('GET /me')
  const cloud = me?.cloud ?? 'Isthmus'
  useEffect(() => showCloud(cloud), [cloud])
  return (
    <Link className="brand" to="/" aria-label={cloud}>
      <img src={icon} alt="" width="28" height="28" />
      <span className="brand-name">{cloud}</span>
    </Link>
  )
}
