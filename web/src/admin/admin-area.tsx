import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { Page } from '../kit/page.tsx'
import { SubPages } from '../kit/sub-pages.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { AuditPage } from './audit-page.tsx'
import { FederationPage } from './federation-page.tsx'
import { GroupPage } from './group-page.tsx'
import { GroupsPage } from './groups-page.tsx'
import { KeysPage } from './keys-page.tsx'
import { MailPage } from './mail-page.tsx'
import { OverviewPage } from './overview-page.tsx'
import { PeerPage } from './peer-page.tsx'
import { RightsPage } from './rights-page.tsx'
import { SettingsPage } from './settings-page.tsx'
import { SpacePage } from './space-page.tsx'
import { SpacesPage } from './spaces-page.tsx'
import { UserPage } from './user-page.tsx'
import { UsersPage } from './users-page.tsx'
import { WelcomePage } from './welcome-page.tsx'
import './admin.css'

const pages = {
  overview: OverviewPage,
  users: UsersPage,
  groups: GroupsPage,
  rights: RightsPage,
  spaces: SpacesPage,
  federation: FederationPage,
  mail: MailPage,
  settings: SettingsPage,
  keys: KeysPage,
  audit: AuditPage,
} as const

/** With the one that is no part of the menu. */
const allPages: Readonly<Record<string, typeof UsersPage | undefined>> = { ...pages, welcome: WelcomePage }

/** Pages about one thing: `/admin/users/ann`. */
const itemPages: Readonly<Record<string, typeof UserPage | undefined>> = {
  users: UserPage,
  groups: GroupPage,
  spaces: SpacePage,
  federation: PeerPage,
}

/** What administrators look after: one page for each kind of thing. */
export function AdminArea() {
  const { t } = useTranslation(['admin', 'app'])
  const { page = '', item }: { readonly page?: string; readonly item?: string } = useParams({ strict: false })
  const me = useApi('GET /me')
  const Listed = allPages[page] ?? NotFound
  const Single = itemPages[page] ?? NotFound
  return (
    <Answer of={me}>
      {({ admin }) =>
        admin ? (
          <SubPages
            label={t('app:administration')}
            pages={Object.keys(pages).map((name) => ({
              to: `/admin/${name}`,
              label: t(`pages.${name as keyof typeof pages}`),
            }))}
          >
            {item === undefined ? <Listed /> : <Single key={item} item={item} />}
          </SubPages>
        ) : (
          <Page title={t('forAdminsTitle')}>
            <p>{t('forAdmins')}</p>
          </Page>
        )
      }
    </Answer>
  )
}
