import { type PermissionWord, permissionsOfRights, wordsOfPermissions } from '../platform/permissions.ts'
import type { SharesContext } from './context.ts'
import { rightsOfShare } from './rights-of-shares.ts'
import type { Share } from './share.ts'

/** What a share allows at this moment, in the words of the wire; nothing when it opens nothing. */
export async function wordsNow(context: SharesContext, share: Share): Promise<PermissionWord[]> {
  const rights = await rightsOfShare(context, context.database.read, share)
  return rights === undefined ? [] : wordsOfPermissions(permissionsOfRights(rights))
}
