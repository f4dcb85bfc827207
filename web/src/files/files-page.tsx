import { useTranslation } from 'react-i18next'
import { useApi } from '../api/use-api.ts'
import { Page } from '../kit/page.tsx'
import { Loading, Trouble } from '../kit/states.tsx'

/** The files of a folder. */
export function FilesPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useApi('GET /files')
  return (
    <Page title={t('files')}>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <ul>
        {data?.entries.map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Page>
  )
}
