import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../kit/link-button.tsx'

/** The way from one thing back to the list of them. */
export function LeadBack({ to }: { readonly to: 'users' | 'groups' | 'spaces' | 'federation' }) {
  const { t } = useTranslation('admin')
  return (
    <LinkButton icon={<ArrowLeft aria-hidden="true" />} to={`/admin/${to}`}>
      {t(`pages.${to}`)}
    </LinkButton>
  )
}
