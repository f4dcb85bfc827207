import { z } from 'zod'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import { type Permissions, permissionsOfWords } from '../../platform/permissions.ts'
import type { LinkAccess } from '../../shares/index.ts'
import { type anyPermissionsValue, permissionsValue } from './api-values.ts'

const label = z.string().trim().min(1).max(200).describe('what its owner calls it')
const password = z.string().min(1).max(1024).describe('at least 8 characters')
const maxDownloads = z.int().min(1).max(1_000_000).describe('how many downloads there may be')

/** What only links have, where one is made. */
export const newLinkFields = {
  label: label.exactOptional(),
  password: password.exactOptional(),
  maxDownloads: maxDownloads.exactOptional(),
}

/** The same where one is changed. */
export const changedLinkFields = {
  label: label.nullable().exactOptional(),
  password: password.nullable().exactOptional(),
  maxDownloads: maxDownloads.nullable().exactOptional(),
}

/** @throws IsthmusError `validation-failed`, when something that is no link is to have what only links have */
export function refuseLinkFields(order: Readonly<Record<string, unknown>>): void {
  const errors = Object.keys(newLinkFields)
    .filter((name) => order[name] !== undefined)
    .map((name) => wrongField(name, broken('for-links-alone')))
  if (errors.length > 0) throw fault('validation-failed', { because: because('link-fields'), errors })
}

/**
 * What permissions mean for a link: `read`, `write` with or without it, or `create` alone.
 * @throws IsthmusError `validation-failed`
 */
export function linkAccess(words: readonly string[]): LinkAccess {
  const set = new Set(words)
  if (set.has('create') && set.size === 1) return 'drop'
  if (set.has('create') || set.has('share')) {
    throw fault('validation-failed', {
      errors: [wrongField('permissions', broken('not-rights-of-link'))],
    })
  }
  return set.has('write') ? 'edit' : 'view'
}

/**
 * What permissions mean for a share that is no link.
 * @throws IsthmusError `validation-failed` for `create`
 */
export function sharePermissions(words: z.output<typeof anyPermissionsValue>): Permissions {
  const read = permissionsValue.safeParse(words)
  if (read.success) return permissionsOfWords(read.data)
  throw fault('validation-failed', {
    errors: [wrongField('permissions', broken('drop-needs-link'))],
  })
}
