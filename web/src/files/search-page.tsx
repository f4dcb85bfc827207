import { useTranslation } from 'react-i18next'
import { Page } from '../kit/page.tsx'

interface SearchPageProps {
  readonly text: string
  readonly space?: string
}

/** What is found among all files. */
export function SearchPage({ text }: SearchPageProps) {
  const { t } = useTranslation('files')
  return <Page title={t('foundFor', { text })}>{null}</Page>
}
