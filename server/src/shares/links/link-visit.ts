import { constantTimeEqual } from '../../platform/sealing/index.ts'
import type { SharesContext } from '../context.ts'
import type { Link } from './link.ts'

/** For how long the password of a link need not be shown again, in milliseconds. */
export const visitLifetime = 12 * 60 * 60_000

type VisitContext = Pick<SharesContext, 'sealer' | 'clock' | 'ids'>

/**
 * What a browser shows instead of the password from now on. It holds for one link and one password, at every process,
 * and nothing of it is stored.
 */
export function beginVisit(context: VisitContext, link: Link): string {
  const visitor = context.ids.token(20)
  const until = context.clock.now() + visitLifetime
  return `${visitor}.${until}.${seal(context, link, visitor, until)}`
}

/** @returns who visits; `undefined` when this opens nothing, or nothing any more */
export function readVisit(context: VisitContext, link: Link, visit: string): string | undefined {
  const [, visitor = '', until = '', mac = ''] = /^([0-9a-z]{20})\.(\d{1,15})\.([\w-]{43})$/.exec(visit) ?? []
  const isOurs = constantTimeEqual(mac, seal(context, link, visitor, Number(until)))
  return isOurs && Number(until) > context.clock.now() ? visitor : undefined
}

function seal({ sealer }: VisitContext, link: Link, visitor: string, until: number): string {
  return sealer.lookup(`link visit:${link.shareId}:${link.passwordVersion}:${visitor}:${until}`)
}
