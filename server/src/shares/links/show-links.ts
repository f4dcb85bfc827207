import type { UserActor } from '../../platform/actor.ts'
import type { SharesContext } from '../context.ts'
import type { Share } from '../share.ts'
import { isLink, type LinkView, tokenContext } from './link.ts'
import { listLinks } from './link-repository.ts'

/** Where the pages of links are, before the token. */
export const linkPath = '/s/'

/**
 * What only links have, of those among some shares that the user made: nobody else is shown where a link leads.
 * @returns by the id of the share
 */
export async function showLinks(
  { database, sealer, accounts }: SharesContext,
  actor: UserActor,
  shares: readonly Share[],
): Promise<Map<number, LinkView>> {
  const own = shares.filter((share) => isLink(share) && share.initiator === actor.userId)
  if (own.length === 0) return new Map()
  const [{ publicUrl }, links] = await Promise.all([
    accounts.tenant(actor.tenant),
    listLinks(
      database.read,
      own.map(({ id }) => id),
    ),
  ])
  return new Map(
    links.map(({ link, tokenSealed }) => {
      const { shareId, label, passwordHash, maxDownloads, downloads } = link
      const view = {
        url: `${publicUrl}${linkPath}${sealer.open(tokenSealed, tokenContext(shareId))}`,
        ...(label !== undefined && { label }),
        hasPassword: passwordHash !== undefined,
        ...(maxDownloads !== undefined && { maxDownloads }),
        downloads,
      }
      return [shareId, view]
    }),
  )
}
