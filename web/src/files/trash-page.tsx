import { useTranslation } from 'react-i18next'
import { Page } from '../kit/page.tsx'

interface TrashPageProps {
  /** The id of a team's space; absent for the person's own trash. */
  readonly space?: string
}

/** What was deleted, until it is deleted for good. */
export function TrashPage(_: TrashPageProps) {
  const { t } = useTranslation()
  return <Page title={t('trash')}>{null}</Page>
}
