import { File, Folder } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../api/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Badge } from '../kit/states.tsx'
import { nameOf } from './person.ts'

/** What was declined, taken back or left, or is over by itself. */
export function InboxHistory({ items }: { readonly items: readonly InboxItem[] }) {
  const { t } = useTranslation('share')
  const format = useFormat()
  return (
    <details className="inbox-history">
      <summary>{t('history', { count: items.length })}</summary>
      <ul className="share-rows card">
        {items.map((item) => (
          <li key={item.id} className="share-row">
            <span className="share-row-mark">
              {item.kind === 'folder' ? <Folder aria-hidden="true" /> : <File aria-hidden="true" />}
            </span>
            <div className="share-row-words">
              <p>{item.name}</p>
              <p className="small quiet">
                {t('from', { name: nameOf(item.sender) })} · {format.date(item.changedAt)}
              </p>
            </div>
            <Badge>{t(`over.${item.state}` as 'over.declined')}</Badge>
          </li>
        ))}
      </ul>
    </details>
  )
}
