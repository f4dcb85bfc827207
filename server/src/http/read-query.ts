import { fault } from '../platform/errors.ts'
import { broken, wrongField } from '../platform/field-rules.ts'
import { checkShape } from './check-shape.ts'
import type { Route } from './route.ts'

/**
 * Reads the query of a request target as a route declares it.
 * @throws IsthmusError `validation-failed`, with the parameters that are wrong
 */
export function readQuery<Q>({ query }: Pick<Route<'none', unknown, Q>, 'query'>, rawUrl: string): Q {
  // A route that declares none gets none: what a proxy or a person has appended means nothing to it.
  if (query === undefined) return undefined as Q
  const given = new URLSearchParams(rawUrl.replace(/^[^?]*/, ''))
  const repeated = [...given.keys()].find((name) => given.getAll(name).length > 1)
  if (repeated !== undefined) {
    const name = repeated.slice(0, 100)
    throw fault('validation-failed', {
      detail: `The query parameter “${name}” is given more than once.`,
      errors: [wrongField(name, broken('given-twice'))],
    })
  }
  return checkShape(query, Object.fromEntries(given), 'Some parameters of the query are wrong.')
}
