/**
 * Names for statements, so that a connection parses and plans each of them once (PostgreSQL 15, PREPARE); planning
 * takes longer than running what goes down a path.
 */
const names = new Map<string, string>()

/** Every connection keeps all of them. There are fewer; this is for what nobody foresees. */
const mostNames = 500
/** A statement with more values comes in many lengths, and planning is little of what it costs. */
const mostValues = 40

/**
 * @param values - how many it binds
 * @returns the name that this text has in every connection; `undefined` when it is not worth one
 */
export function statementName(sql: string, values: number): string | undefined {
  if (values === 0 || values > mostValues) return undefined
  const known = names.get(sql)
  if (known !== undefined || names.size >= mostNames) return known
  const name = `s${names.size}`
  names.set(sql, name)
  return name
}
