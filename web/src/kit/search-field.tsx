import { Search, X } from 'lucide-react'
import { Button as AriaButton, SearchField as AriaSearchField, Input } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import './fields.css'
import './search-field.css'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  onChange(value: string): void
  onSubmit?(value: string): void
  readonly placeholder?: string
}

/** A field to look for something; the label is heard alone. */
export function SearchField({ label, placeholder, onSubmit, ...rest }: SearchFieldProps) {
  const { t } = useTranslation()
  return (
    <AriaSearchField {...rest} {...(onSubmit && { onSubmit })} aria-label={label} className="search-field">
      <Search aria-hidden="true" />
      <Input className="input" placeholder={placeholder ?? label} />
      <AriaButton className="clear" aria-label={t('clear')}>
        <X aria-hidden="true" />
      </AriaButton>
    </AriaSearchField>
  )
}
