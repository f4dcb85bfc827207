import { fault } from '../../platform/errors.ts'
import { type BrokenRule, broken, wrongField } from '../../platform/field-rules.ts'
import type { LinkSettings } from '../context.ts'
import type { LinkAccess } from './link.ts'

/** What a link is to be, before or after a change. */
export interface LinkTerms {
  readonly access: LinkAccess
  readonly hasPassword: boolean
  readonly maxDownloads?: number | undefined
}

/**
 * Refuses what no link can be, or what administrators do not want.
 * @throws IsthmusError `validation-failed`
 */
export function demandTerms(
  { passwordRequired }: LinkSettings,
  resourceKind: 'file' | 'folder',
  { access, hasPassword, maxDownloads }: LinkTerms,
): void {
  if (access === 'drop' && resourceKind === 'file') {
    throw invalid('permissions', broken('drop-needs-folder'))
  }
  if (access === 'drop' && maxDownloads !== undefined) {
    throw invalid('maxDownloads', broken('drop-without-downloads'))
  }
  if (passwordRequired && !hasPassword) {
    throw invalid('password', broken('link-needs-password'))
  }
}

/**
 * When a link ends.
 * @param now - epoch milliseconds
 * @param wanted - epoch milliseconds; absent for one that need not end
 * @returns the latest end that there may be, where none was wanted
 * @throws IsthmusError `validation-failed`
 */
export function demandEnd(
  { longestLife }: LinkSettings,
  now: number,
  wanted: number | undefined,
): number | undefined {
  const latest = longestLife === undefined ? undefined : now + longestLife
  if (wanted === undefined) return latest
  if (wanted <= now) throw invalid('expiresAt', broken('not-in-future'))
  if (latest !== undefined && wanted > latest) {
    throw invalid('expiresAt', broken('too-far-away', { latest: new Date(latest).toISOString() }))
  }
  return wanted
}

function invalid(name: string, rule: BrokenRule): Error {
  return fault('validation-failed', { errors: [wrongField(name, rule)] })
}
