import { useTranslation } from 'react-i18next'
import './row-check.css'

/**
 * The check box of something in a listing. The grid around it answers to presses on it, and to the keyboard for it.
 * @param name - of what it chooses
 */
export function RowCheck({ name, isChosen }: { readonly name: string; readonly isChosen: boolean }) {
  const { t } = useTranslation('files')
  return (
    <input
      type="checkbox"
      data-part="check"
      className="row-check"
      tabIndex={-1}
      checked={isChosen}
      readOnly
      aria-label={t('choose', { name })}
    />
  )
}
