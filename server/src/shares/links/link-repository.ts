import type { Kysely, Selectable } from 'kysely'
import type { TenantId } from '../../platform/actor.ts'
import { batchesOf } from '../../platform/database/batches.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { ShareSecret } from '../share-row.ts'
import type { Link } from './link.ts'

type Executor = Kysely<Schema>

export async function insertLink(
  executor: Executor,
  tenant: TenantId,
  link: Link,
  token: ShareSecret,
): Promise<void> {
  await executor
    .insertInto('share_links')
    .values({
      share_id: link.shareId,
      tenant_id: tenant,
      token_sealed: token.sealed,
      token_lookup: token.lookup,
      label: link.label ?? null,
      password_hash: link.passwordHash ?? null,
      password_version: link.passwordVersion,
      max_downloads: link.maxDownloads ?? null,
      downloads: link.downloads,
    })
    .execute()
}

export async function findLink(executor: Executor, shareId: number): Promise<Link | undefined> {
  const row = await executor
    .selectFrom('share_links')
    .selectAll()
    .where('share_id', '=', shareId)
    .executeTakeFirst()
  return row && linkOf(row)
}

/** @param lookup - keyed hash of the token */
export async function findLinkByToken(
  executor: Executor,
  tenant: TenantId,
  lookup: string,
): Promise<Link | undefined> {
  const row = await executor
    .selectFrom('share_links')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('token_lookup', '=', lookup)
    .executeTakeFirst()
  return row && linkOf(row)
}

/** The links of shares with their sealed tokens, as far as they have any. */
export async function listLinks(
  executor: Executor,
  shareIds: readonly number[],
): Promise<{ link: Link; tokenSealed: string }[]> {
  const links: { link: Link; tokenSealed: string }[] = []
  for (const ids of batchesOf(shareIds)) {
    const rows = await executor.selectFrom('share_links').selectAll().where('share_id', 'in', ids).execute()
    links.push(...rows.map((row) => ({ link: linkOf(row), tokenSealed: row.token_sealed })))
  }
  return links
}

/** Writes all that can change of a link but the count of its downloads. */
export async function updateLink(executor: Executor, link: Link): Promise<void> {
  await executor
    .updateTable('share_links')
    .set({
      label: link.label ?? null,
      password_hash: link.passwordHash ?? null,
      password_version: link.passwordVersion,
      max_downloads: link.maxDownloads ?? null,
    })
    .where('share_id', '=', link.shareId)
    .execute()
}

/**
 * Counts a download, unless the limit is reached: in one statement, so that however many begin at once, at however
 * many processes, no more are counted than there may be.
 * @returns whether there was one left
 */
export async function takeDownload(executor: Executor, shareId: number): Promise<boolean> {
  const result = await executor
    .updateTable('share_links')
    .set((eb) => ({ downloads: eb('downloads', '+', 1) }))
    .where('share_id', '=', shareId)
    .where((eb) => eb.or([eb('max_downloads', 'is', null), eb('downloads', '<', eb.ref('max_downloads'))]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

function linkOf(row: Selectable<Schema['share_links']>): Link {
  return {
    shareId: row.share_id,
    ...(row.label === null ? {} : { label: row.label }),
    ...(row.password_hash === null ? {} : { passwordHash: row.password_hash }),
    passwordVersion: row.password_version,
    ...(row.max_downloads === null ? {} : { maxDownloads: row.max_downloads }),
    downloads: row.downloads,
  }
}
