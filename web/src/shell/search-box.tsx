import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchField } from '../kit/search-field.tsx'

/** Leads to what is found among all files. */
export function SearchBox() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  return (
    <search className="search-box">
      <SearchField
        label={t('searchFiles')}
        value={text}
        onChange={setText}
        onSubmit={(wanted) => {
          if (wanted.trim() !== '') void navigate({ to: '/search', search: { text: wanted.trim() } })
        }}
      />
    </search>
  )
}
