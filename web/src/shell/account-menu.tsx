import { LogOut, Settings } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { noteSignOut } from '../api/session.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Menu } from '../kit/menu.tsx'

/** Who one is, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation()
  const { data: me } = useApi('GET /me')
  const signOut = useAction('DELETE /session', {
    onDone: () => {
      noteSignOut()
      location.assign('/login?why=signed-out')
    },
  })
  return (
    <Menu
      label={t('account')}
      trigger={
        <AriaButton className="button icon-only bare">
          <span className="heard">{t('account')}</span>
          <Avatar name={me?.displayName ?? ''} />
        </AriaButton>
      }
      groups={[
        [
          {
            id: 'settings',
            label: t('signedInAs', { name: me?.displayName ?? '' }),
            icon: <Settings aria-hidden="true" />,
            href: '/settings',
          },
        ],
        [
          {
            id: 'sign-out',
            label: t('signOut'),
            icon: <LogOut aria-hidden="true" />,
            onAction: () => signOut.mutate({}),
          },
        ],
      ]}
    />
  )
}
