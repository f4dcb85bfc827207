import { Compass } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { showPage } from '../kit/document-title.ts'
import { LinkButton } from '../kit/link-button.tsx'
import { EmptyState } from '../kit/states.tsx'

/** Shown where an address leads nowhere. */
export function NotFound() {
  const { t } = useTranslation()
  const title = t('notFoundTitle')
  useEffect(() => showPage(title), [title])
  return (
    <EmptyState
      isPage
      icon={<Compass aria-hidden="true" />}
      title={title}
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
