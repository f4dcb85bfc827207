import { useTranslation } from 'react-i18next'
import type { Setting } from '../api/contract.ts'
import { useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { Card, Page } from '../kit/page.tsx'
import { SettingsForm } from './settings-form.tsx'

/** What has a page of its own is left out here. */
const elsewhere = /^(?:mail\.|federation\.policy$)/

/** What else can be chosen for this cloud while the server runs. */
export function SettingsPage() {
  const { t } = useTranslation('admin')
  const settings = useApi('GET /settings')
  return (
    <Page title={t('pages.settings')}>
      <p className="quiet">{t('settingsAbout')}</p>
      <Answer of={settings}>
        {({ settings: all }) => (
          <>
            {[...grouped(all)].map(([group, members]) => (
              <Card key={group} title={t(`settingGroups.${group as 'links'}`, { defaultValue: group })}>
                <SettingsForm settings={members} />
              </Card>
            ))}
          </>
        )}
      </Answer>
    </Page>
  )
}

/** By what they are about: `shares.links.longestLife` is about `links`. */
function grouped(settings: readonly Setting[]): Map<string, Setting[]> {
  const shown = settings.filter(({ key }) => !elsewhere.test(key))
  return Map.groupBy(shown, ({ key }) => key.split('.').at(-2) ?? 'general')
}
