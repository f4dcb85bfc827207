import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Share } from '../../api/contract.ts'
import { question } from '../../api/use-api.ts'
import { Button } from '../../kit/button.tsx'
import { Select } from '../../kit/choice.tsx'
import { LinkButton } from '../../kit/link-button.tsx'
import { Page } from '../../kit/page.tsx'
import { useSaid } from '../../kit/say.ts'
import { SearchField } from '../../kit/search-field.tsx'
import { EmptyState, Loading, Trouble } from '../../kit/states.tsx'
import { byThing, filters, matches, type ShareFilter } from './share-filter.ts'
import { SharedThing } from './shared-thing.tsx'
import './shared-by-me.css'

/** What the person shares with others: by thing, with what became of each share. */
export function SharedByMePage() {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  const [limit, setLimit] = useState(200)
  const [filter, setFilter] = useState<ShareFilter>('current')
  const [text, setText] = useState('')
  const { data, error, refetch } = useQuery({
    ...question('GET /shares', { query: { limit } }),
    placeholderData: keepPreviousData,
  })
  const shares = data?.shares ?? []
  const shown = byThing(matches(shares, filter, text))
  useSaid(shares.length === 0 ? undefined : t('found', { count: shown.length }))

  return (
    <Page title={inApp('sharedByMe')}>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data !== undefined && shares.length === 0 && <NothingShared />}
      {shares.length > 0 && (
        <>
          <div className="share-filters">
            <SearchField label={t('find')} value={text} onChange={setText} />
            <Select<ShareFilter>
              label={t('show')}
              isLabelHidden
              value={filter}
              onChange={setFilter}
              choices={filters.map((key) => ({ key, label: t(`filter.${key}`) }))}
            />
          </div>
          {shown.length === 0 && <p className="quiet">{t('nothingFound')}</p>}
          {shown.map((things) => (
            <SharedThing key={keyOf(things)} shares={things} />
          ))}
        </>
      )}
      {shares.length >= limit && limit < 1000 && (
        <div className="row">
          <Button onPress={() => setLimit(Math.min(limit + 400, 1000))}>{t('showOlder')}</Button>
        </div>
      )}
    </Page>
  )
}

function keyOf([share]: readonly Share[]): string {
  return share?.nodeId ?? ''
}

function NothingShared() {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  return (
    <EmptyState
      icon={<Send aria-hidden="true" />}
      title={t('nothingShared')}
      actions={
        <LinkButton kind="primary" to="/files">
          {inApp('toFiles')}
        </LinkButton>
      }
    >
      {t('nothingSharedHint')}
    </EmptyState>
  )
}
