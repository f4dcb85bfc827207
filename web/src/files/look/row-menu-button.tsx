import { EllipsisVertical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import './row-menu-button.css'

/** What opens the menu of something in a listing, called `name`; the grid around it answers to presses on it. */
export function RowMenuButton({ name }: { readonly name: string }) {
  const { t } = useTranslation('files')
  return (
    <button
      type="button"
      data-part="more"
      tabIndex={-1}
      className="row-menu-button"
      aria-label={t('actionsFor', { name })}
      aria-haspopup="menu"
    >
      <EllipsisVertical aria-hidden="true" />
    </button>
  )
}
