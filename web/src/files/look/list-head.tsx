import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { chooseView, useViewChoices } from '../view-choices.ts'

/**
 * The names of the columns; pressed, a column decides the order, and pressed again the other way round.
 * @param isCovered - whether something lies over it
 */
export function ListHead({ isCovered }: { readonly isCovered: boolean }) {
  const { t } = useTranslation('files')
  const { sort, isDescending } = useViewChoices()
  const Arrow = isDescending ? ArrowDown : ArrowUp
  const column = (key: 'name' | 'modified' | 'size', className: string) => (
    <div
      role="columnheader"
      className={className}
      aria-sort={sort === key ? (isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        tabIndex={isCovered ? -1 : 0}
        onClick={() =>
          chooseView(
            sort === key ? { isDescending: !isDescending } : { sort: key, isDescending: key !== 'name' },
          )
        }
      >
        {t(`columns.${key}`)}
        {sort === key && <Arrow aria-hidden="true" />}
      </button>
    </div>
  )
  return (
    <div role="row" aria-rowindex={1} className="file-head">
      <div role="columnheader">
        <span className="heard">{t('columns.choice')}</span>
      </div>
      {column('name', '')}
      {column('modified', 'file-modified')}
      {column('size', 'file-size')}
      <div role="columnheader">
        <span className="heard">{t('columns.actions')}</span>
      </div>
    </div>
  )
}
