import { fault } from '../../platform/errors.ts'
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
    throw invalid('permissions', 'Only a folder can take files.', 'cannot be create alone for a file')
  }
  if (access === 'drop' && maxDownloads !== undefined) {
    throw invalid('maxDownloads', 'Nothing is downloaded where files are only put.', 'must be absent here')
  }
  if (passwordRequired && !hasPassword) {
    throw invalid('password', 'Links need a password on this server.', 'must be set on this server')
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
  if (wanted <= now)
    throw invalid('expiresAt', 'The link would end before it begins.', 'must be in the future')
  if (latest !== undefined && wanted > latest) {
    const last = new Date(latest).toISOString()
    throw invalid('expiresAt', `On this server a link that is made now ends by ${last}.`, 'is too far away')
  }
  return wanted
}

function invalid(name: string, detail: string, message: string): Error {
  return fault('validation-failed', { detail, errors: [{ name, message }] })
}
