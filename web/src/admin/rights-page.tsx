import { useTranslation } from 'react-i18next'
import { Card, Page } from '../kit/page.tsx'
import { RightsEditor } from './rights-editor.tsx'

/** What everybody here may do, unless something else is said of a group or a person. */
export function RightsPage() {
  const { t } = useTranslation('admin')
  return (
    <Page title={t('pages.rights')}>
      <Card about={t('rightsOfEveryone')}>
        <RightsEditor of="everyone" />
      </Card>
    </Page>
  )
}
