import { useTranslation } from 'react-i18next'
import { useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { Card, Page } from '../kit/page.tsx'
import { AppPasswords } from './app-passwords.tsx'
import { ClientAddresses } from './client-addresses.tsx'
import { Tokens } from './tokens.tsx'

/** With what programs of one’s own get at the files, and where. */
export function AppsPage() {
  const { t } = useTranslation('settings')
  const me = useApi('GET /me')
  return (
    <Page title={t('pages.apps')}>
      <Card title={t('credentials.appPassword.title')} about={t('credentials.appPassword.about')}>
        <AppPasswords />
      </Card>
      <Card title={t('connect')} about={t('connectAbout')}>
        <Answer of={me}>{({ username }) => <ClientAddresses username={username} />}</Answer>
      </Card>
      <Card title={t('credentials.token.title')} about={t('credentials.token.about')}>
        <Tokens />
      </Card>
    </Page>
  )
}
