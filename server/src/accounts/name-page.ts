import { type Expression, type SqlBool, sql } from 'kysely'
import { foldCase } from './fold-case.ts'

/** A part of a list that is ordered by name. */
export interface NamePage {
  /** Only what has this text in one of its names; case does not matter. */
  readonly search?: string
  /** 1 to 1000. */
  readonly limit: number
  /** The last name of the page before. */
  readonly after?: string
}

/** What a page holds, and whether there is more. */
export interface Listed<T> {
  readonly items: readonly T[]
  /** What to pass as `after` for the next page; absent on the last one. */
  readonly next?: string
}

/** The condition that a column, which holds what `foldCase` gave, has `search` in it. */
export function contains(column: Expression<string | null>, search: string): Expression<SqlBool> {
  const pattern = `%${foldCase(search).replaceAll(/[%_!]/g, '!$&')}%`
  return sql<SqlBool>`${column} like ${pattern} escape '!'`
}

/**
 * Makes a page of rows of which one more than `limit` was asked for.
 * @param nameOf - by what the list is ordered
 */
export function listed<T>(rows: readonly T[], limit: number, nameOf: (item: T) => string): Listed<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return rows.length > limit && last !== undefined ? { items, next: nameOf(last) } : { items }
}
