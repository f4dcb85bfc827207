import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { Page } from '../kit/page.tsx'
import { Notice } from '../kit/states.tsx'

/** Shown instead of a page that has failed, or whose code could not be fetched. */
export function Crash() {
  const { t } = useTranslation()
  return (
    <Page title={t('trouble')}>
      <Notice kind="danger">
        <p>{t('crashed')}</p>
        <div>
          <Button onPress={() => location.reload()}>{t('reload')}</Button>
        </div>
      </Notice>
    </Page>
  )
}
