import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from './say.ts'
import './data-table.css'

export interface Column<T> {
  readonly title: string
  render(row: T): ReactNode
  /** Whether the title is heard alone: of a column of buttons. */
  readonly isTitleHidden?: boolean
}

interface DataTableProps<T> {
  /** What it is a list of, for those who hear it. */
  readonly label: string
  /** The first one says what a row is about. */
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  keyOf(row: T): string
  /** Stands there instead when there are no rows. */
  readonly empty: string
  /** What was looked for: it is said how many rows that has. Absent until they have come. */
  readonly search?: string | undefined
}

/** A table that becomes a list of cards where the page is narrow. */
export function DataTable<T>({ label, columns, rows, keyOf, empty, search }: DataTableProps<T>) {
  const { t } = useTranslation()
  useSaid(search === undefined ? undefined : t('entries', { count: rows.length }), { occasion: search })
  if (rows.length === 0) return <p className="quiet">{empty}</p>
  const [first, ...others] = columns
  return (
    <div className="data-table-room">
      <table className="table data-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ title, isTitleHidden = false }, at) => (
              <th key={at} scope="col">
                {isTitleHidden ? <span className="heard">{title}</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row">{first?.render(row)}</th>
              {others.map(({ title, render, isTitleHidden = false }, at) => (
                <td key={at} {...(!isTitleHidden && { 'data-title': title })}>
                  <div>{render(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
