import type { ResourceTree } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { NodeTree } from '../../files/index.ts'
import type { TenantId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { SharesContext } from '../context.ts'
import { rightsNow } from '../open-share.ts'
import { rightsOfShare } from '../rights-of-shares.ts'
import { findShare } from '../share-repository.ts'
import { countArchive } from './count-download.ts'
import { accessOf, isLink, isUsedUp, type Link, type LinkAccess, type LinkShare } from './link.ts'
import { findLinkByToken } from './link-repository.ts'
import { linkTree } from './link-tree.ts'
import { beginVisit, readVisit } from './link-visit.ts'

/** What somebody who comes with a link shows besides. */
export interface LinkEvidence {
  /** IP address of the client. */
  readonly address: string
  /** What a browser was given when it had shown the password. */
  readonly visit?: string | undefined
  readonly password?: string | undefined
}

export type OpenedLink =
  | { readonly ok: true; readonly link: OpenLink }
  /** `gone` also stands for what never was: nobody learns the difference. */
  | { readonly ok: false; readonly reason: 'gone' | 'password-needed' | 'password-wrong' }

/** What is behind a link, for somebody who may see it. */
export interface OpenLink {
  readonly access: LinkAccess
  /** As it is called now. */
  readonly name: string
  readonly kind: 'file' | 'folder'
  /** Name of the person who shares it. */
  readonly sharedBy: string
  readonly note?: string
  /** Epoch milliseconds. */
  readonly expiresAt?: number
  /** Each file that is read counts as a download. */
  readonly limited: boolean
  /** Only downloads that have begun can be gone on with. */
  readonly usedUp: boolean
  /** To be shown instead of the password from now on; when the password was shown. */
  readonly visit?: string
  readonly tree: NodeTree
  /**
   * Counts the download of several files as one.
   * @returns what reads them without counting
   * @throws ResourceError `not-found`, when no download is left
   */
  beginArchive(): Promise<ResourceTree>
}

/**
 * Opens a link for whoever has it, with its password where it has one. All that decides is read for each request.
 * @throws IsthmusError `too-many-requests`
 */
export async function openLink(
  context: SharesContext,
  tenant: TenantId,
  token: string,
  evidence: LinkEvidence,
): Promise<OpenedLink> {
  const found = await findGranted(context, tenant, token)
  if (found === undefined) return { ok: false, reason: 'gone' }
  const { share, link, access } = found
  const admission = await admit(context, tenant, token, link, evidence)
  if (!admission.ok) return admission
  const [sharer, node] = await Promise.all([
    context.accounts.userById(tenant, share.initiator),
    context.files.node(tenant, share.nodeId),
  ])
  if (sharer === undefined || node === undefined) return { ok: false, reason: 'gone' }

  const actor = { kind: 'share', tenant, shareId: share.id } as const
  const rights = (executor: Kysely<Schema>) => rightsNow(context, executor, share)
  const tree = context.files.nodeTree(tenant, share.nodeId, rights, actor)
  const visitor = context.sealer.lookup(`link visitor:${share.id}:${admission.visitor ?? evidence.address}`)
  return {
    ok: true,
    link: {
      access,
      name: node.name,
      kind: share.resourceKind,
      sharedBy: sharer.displayName,
      ...(share.note !== undefined && { note: share.note }),
      ...(share.expiresAt !== undefined && { expiresAt: share.expiresAt }),
      limited: link.maxDownloads !== undefined,
      usedUp: isUsedUp(link),
      ...(admission.visit !== undefined && { visit: admission.visit }),
      tree: linkTree(context, tree, { link, access, visitor }),
      async beginArchive() {
        if (link.maxDownloads !== undefined) await countArchive(context, link)
        return tree
      },
    },
  }
}

async function findGranted(
  context: SharesContext,
  tenant: TenantId,
  token: string,
): Promise<{ share: LinkShare; link: Link; access: LinkAccess } | undefined> {
  const { read } = context.database
  const link = await findLinkByToken(read, tenant, context.sealer.lookup(token))
  const share = link && (await findShare(read, tenant, link.shareId))
  if (link === undefined || share === undefined || !isLink(share)) return undefined
  if ((await rightsOfShare(context, read, share)) === undefined) return undefined
  const access = accessOf(share.permissions)
  return access && { share, link, access }
}

type Admission =
  | { readonly ok: true; readonly visitor?: string; readonly visit?: string }
  | { readonly ok: false; readonly reason: 'password-needed' | 'password-wrong' }

async function admit(
  context: SharesContext,
  tenant: TenantId,
  token: string,
  link: Link,
  { address, visit, password }: LinkEvidence,
): Promise<Admission> {
  if (link.passwordHash === undefined) return { ok: true }
  const visitor = visit === undefined ? undefined : readVisit(context, link, visit)
  if (visitor !== undefined) return { ok: true, visitor }
  if (password === undefined) return { ok: false, reason: 'password-needed' }
  const guarded = {
    // Only who has the link can come by it.
    name: context.sealer.lookup(`link attempts:${token}`),
    passwordHash: link.passwordHash,
    version: link.passwordVersion,
  }
  const shown = { password, address }
  if (!(await context.accounts.matchesGuardPassword(tenant, guarded, shown))) {
    return { ok: false, reason: 'password-wrong' }
  }
  return { ok: true, visit: beginVisit(context, link) }
}
