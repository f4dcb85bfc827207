import type { z } from 'zod'
import { fault } from '../platform/errors.ts'
import { wrongField } from '../platform/field-rules.ts'
import { ruleOfIssue } from './rule-of-issue.ts'

/** An answer is not to be larger than what it answers. */
const mostErrors = 20
/** Names of fields that are not known are repeated, in characters. */
const longestText = 200

/**
 * Holds what was sent against its shape.
 * @param detail - a sentence about all that is wrong
 * @throws IsthmusError `validation-failed`, with every field that is wrong
 */
export function checkShape<T>(shape: z.ZodType<T>, value: unknown, detail: string): T {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  throw fault('validation-failed', {
    detail,
    errors: result.error.issues
      .slice(0, mostErrors)
      .map((issue) => wrongField(issue.path.join('.').slice(0, longestText), ruleOfIssue(issue, value))),
  })
}
