import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../api/call.ts'
import type { AuditEntry } from '../api/contract.ts'
import { useListApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { TextField } from '../kit/fields.tsx'
import { Page } from '../kit/page.tsx'
import { AccountField } from './account-field.tsx'
import { usePager } from './use-pager.tsx'

const pageSize = 100

const filterNames = ['actor', 'action', 'subjectKind', 'subjectId', 'since', 'until'] as const

type Filter = { readonly [name in (typeof filterNames)[number]]?: string }

/** Who did what to what, newest first. */
export function AuditPage() {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const pager = usePager()
  const [filter, setFilter] = useState<Filter>({})
  const trail = useListApi('GET /audit', {
    query: { ...filter, limit: pageSize, ...(pager.mark && { before: pager.mark }) },
  })
  return (
    <Page
      title={t('pages.audit')}
      isWide
      actions={
        <a
          className="button plain"
          href={addressOf('GET /audit/export', { query: filter })}
          download="audit.jsonl"
        >
          <Download aria-hidden="true" />
          <span>{t('exportAudit')}</span>
        </a>
      }
    >
      <AuditFilter
        onFilter={(chosen) => {
          pager.restart()
          setFilter(chosen)
        }}
      />
      <Answer of={trail}>
        {({ entries }) => (
          <>
            <DataTable
              label={t('pages.audit')}
              empty={t('noEntries')}
              search={trail.isPlaceholderData ? undefined : JSON.stringify([filter, pager.mark])}
              rows={entries}
              keyOf={({ id }) => id}
              columns={[
                { title: t('moment'), render: ({ at }) => format.dateTime(at) },
                { title: t('who'), render: ({ actor, actorKind }) => actor || t(`actorKinds.${actorKind}`) },
                { title: t('what'), render: (entry) => <Deed entry={entry} /> },
                { title: t('subject'), render: (entry) => <Subject entry={entry} /> },
                { title: t('detail'), render: (entry) => <AuditDetail entry={entry} /> },
              ]}
            />
            {pager.buttons(entries.length < pageSize ? null : (entries.at(-1)?.id ?? null))}
          </>
        )}
      </Answer>
    </Page>
  )
}

interface EntryProps {
  readonly entry: AuditEntry
}

/** In words, and as the filter takes it. */
function Deed({ entry: { action } }: EntryProps) {
  const { t } = useTranslation('audit')
  const [thing = '', deed = ''] = action.split('.')
  return (
    <span className="audit-deed">
      {t('doneTo', {
        thing: t(`things.${thing as 'share'}`, { defaultValue: thing }),
        deed: t(`deeds.${deed as 'created'}`, { defaultValue: deed }),
      })}
      <code className="small">{action}</code>
    </span>
  )
}

function Subject({ entry: { subjectKind, subjectId } }: EntryProps) {
  const { t } = useTranslation('audit')
  const thing = t(`things.${subjectKind as 'share'}`, { defaultValue: subjectKind })
  return <span>{t('ofWhat', { thing, id: subjectId })}</span>
}

function AuditDetail({ entry: { detail } }: EntryProps) {
  const { t } = useTranslation(['audit', 'admin'])
  const format = useFormat()
  const said = Object.entries(detail).map(([name, value]) => {
    const isMoment = name.endsWith('At') && typeof value === 'number'
    const shown =
      value === null
        ? '–'
        : typeof value === 'boolean'
          ? t(value ? 'admin:yes' : 'admin:no')
          : isMoment
            ? format.dateTime(new Date(value).toISOString())
            : value
    return `${t(`details.${name as 'name'}`, { defaultValue: name })}: ${shown}`
  })
  return <span className="small">{said.join(', ')}</span>
}

function AuditFilter({ onFilter }: { onFilter(filter: Filter): void }) {
  const { t } = useTranslation('admin')
  return (
    <form
      className="audit-filter"
      onSubmit={(event) => {
        event.preventDefault()
        const entered = new FormData(event.currentTarget)
        const given = filterNames.flatMap((name) => {
          const text = entered.get(name)
          if (typeof text !== 'string' || text.trim() === '') return []
          const isMoment = name === 'since' || name === 'until'
          return [[name, isMoment ? new Date(text).toISOString() : text.trim()] as const]
        })
        onFilter(Object.fromEntries(given))
      }}
    >
      <AccountField label={t('who')} name="actor" />
      <TextField label={t('what')} name="action" placeholder="share.created" />
      <TextField label={t('subjectKind')} name="subjectKind" placeholder="share" />
      <TextField label={t('subjectId')} name="subjectId" />
      <TextField label={t('from')} name="since" type="datetime-local" />
      <TextField label={t('until')} name="until" type="datetime-local" />
      <Button type="submit">{t('filter')}</Button>
    </form>
  )
}
