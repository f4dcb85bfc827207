import type { z } from 'zod'
import { type BrokenRule, broken, isFieldRule } from '../platform/field-rules.ts'

/** What a shape expects or was given is repeated, in characters. */
const longestText = 200

/**
 * Which rule of the catalogue an issue of zod is. A shape that has a rule of its own names its code as the message:
 * `z.string().regex(/^\//, 'not-a-path' satisfies FieldRule)`.
 * @param value - what was held against the shape
 */
export function ruleOfIssue(issue: z.core.$ZodIssue, value: unknown): BrokenRule {
  if (isFieldRule(issue.message)) return { rule: issue.message }
  switch (issue.code) {
    case 'invalid_type':
      return valueAt(value, issue.path) === undefined
        ? broken('missing')
        : broken('wrong-kind', { expected: issue.expected })
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum))
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum))
    case 'invalid_value':
      return broken('not-one-of', { values: issue.values.map(String).join(', ').slice(0, longestText) })
    case 'invalid_format':
      return broken(issue.format === 'datetime' ? 'not-a-moment' : 'wrong-form')
    case 'unrecognized_keys':
      return broken('unknown-member', { names: issue.keys.join(', ').slice(0, longestText) })
    default:
      return broken('wrong-form')
  }
}

function tooSmall(origin: string, minimum: number): BrokenRule {
  if (origin === 'string') return minimum === 1 ? broken('empty') : broken('too-short', { minimum })
  return origin === 'array' ? broken('too-few', { minimum }) : broken('too-small', { minimum })
}

function tooBig(origin: string, maximum: number): BrokenRule {
  if (origin === 'string') return broken('too-long', { maximum })
  return origin === 'array' ? broken('too-many', { maximum }) : broken('too-large', { maximum })
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    value,
  )
}
