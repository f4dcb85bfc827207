import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../../kit/say.ts'
import { chooseView, useViewChoices } from '../view-choices.ts'

/** By each column, the names of its order and of the other way round. */
const orders = {
  name: ['name', 'nameBack'],
  modified: ['oldest', 'newest'],
  size: ['smallest', 'largest'],
} as const

/** The column that was pressed, until the list in its order has come; with it comes another head. */
let pressed: keyof typeof orders | undefined

/**
 * The names of the columns; pressed, a column decides the order, and pressed again the other way round.
 * @param isCovered - whether something lies over it
 */
export function ListHead({ isCovered }: { readonly isCovered: boolean }) {
  const { t } = useTranslation('files')
  const { sort, isDescending } = useViewChoices()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (pressed !== undefined && document.activeElement === document.body)
      row.current?.querySelector<HTMLElement>(`[data-column=${pressed}]`)?.focus({ preventScroll: true })
    pressed = undefined
  }, [])
  const Arrow = isDescending ? ArrowDown : ArrowUp
  const column = (key: 'name' | 'modified' | 'size', className: string) => (
    <div
      role="columnheader"
      className={className}
      aria-sort={sort === key ? (isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        data-column={key}
        tabIndex={isCovered ? -1 : 0}
        onClick={() => {
          const isBack = sort === key ? !isDescending : key !== 'name'
          pressed = key
          chooseView({ sort: key, isDescending: isBack })
          say(t(`orders.${orders[key][isBack ? 1 : 0]}`))
        }}
      >
        {t(`columns.${key}`)}
        {sort === key && <Arrow aria-hidden="true" />}
      </button>
    </div>
  )
  return (
    <div ref={row} role="row" aria-rowindex={1} className="file-head">
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
