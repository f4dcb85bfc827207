import { Compass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../kit/link-button.tsx'
import { EmptyState } from '../kit/states.tsx'

/** Shown where an address leads nowhere. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <EmptyState
      isPage
      icon={<Compass aria-hidden="true" />}
      title={t('notFoundTitle')}
      actions={
        <LinkButton kind="primary" to="/files">
          {t('toFiles')}
        </LinkButton>
      }
    >
      {t('notFound')}
    </EmptyState>
  )
}
