import { z } from 'zod'
import type { Entry } from '../../files/index.ts'
import type { UserActor } from '../../platform/actor.ts'
import type { Application } from '../application.ts'
import { momentOutput, momentView } from './api-values.ts'

const words = ['read', 'update', 'create', 'delete', 'share'] as const

export const fileEntryOutput = z
  .strictObject({
    id: z.string().nullable().describe('null on another server that tells none'),
    kind: z.enum(['file', 'folder']),
    name: z.string(),
    path: z.string(),
    size: z.int().nullable().describe('bytes; of a folder, of all files in it'),
    contentType: z.string().nullable(),
    etag: z.string(),
    modifiedAt: momentOutput,
    createdAt: momentOutput.nullable(),
    rights: z.array(z.enum(words)),
    received: z.enum(['root', 'inside']).nullable().describe('set on what somebody else shared'),
    sharedWith: z
      .int()
      .describe('how many shares of it stand that the caller owns or has made, links included'),
    hasLink: z.boolean(),
    from: z
      .string()
      .nullable()
      .describe('who shares it, an address or the name of a user here; where what was shared begins'),
    staleSince: momentOutput.nullable().describe('since when its server cannot be reached'),
  })
  .meta({ id: 'FileEntry' })

type FileEntry = z.infer<typeof fileEntryOutput>

/**
 * Files and folders in the form of the API, with what other rooms know of them: one question to each, however many there
 * are.
 */
export async function fileEntryViews(
  { shares, mounts }: Pick<Application, 'shares' | 'mounts'>,
  actor: UserActor,
  entries: readonly Entry[],
): Promise<FileEntry[]> {
  const sources = await mounts.sourcesOf(idsOf(entries.filter(({ received }) => received === 'root')))
  // On what somebody here shares, it is the thing itself that is passed on.
  const sharedNode = (id: number) => sources.get(id)?.sourceNodeId ?? id
  const counts = await shares.countShares(actor, idsOf(entries).map(sharedNode))
  return entries.map((entry) => {
    const id = Number(entry.id)
    const source = sources.get(id)
    const count = counts.get(sharedNode(id))
    return {
      ...factsView(entry),
      sharedWith: count?.shares ?? 0,
      hasLink: (count?.links ?? 0) > 0,
      from: source?.from ?? null,
      staleSince: momentView(source?.staleSince),
    }
  })
}

/** The same of one. */
export async function fileEntryView(
  application: Pick<Application, 'shares' | 'mounts'>,
  actor: UserActor,
  entry: Entry,
): Promise<FileEntry> {
  const [view] = await fileEntryViews(application, actor, [entry])
  if (view === undefined) throw new Error('one entry has one view')
  return view
}

function idsOf(entries: readonly Entry[]): number[] {
  return entries.flatMap(({ id }) => (id === undefined ? [] : [Number(id)]))
}

function factsView(entry: Entry) {
  return {
    id: entry.id ?? null,
    kind: entry.kind,
    name: entry.name,
    path: pathView(entry.path),
    size: entry.size ?? null,
    contentType: entry.contentType ?? null,
    etag: entry.etag,
    modifiedAt: momentView(entry.modifiedAt),
    createdAt: momentView(entry.createdAt),
    rights: words.filter((word) => entry.rights[word]),
    received: entry.received ?? null,
  }
}

/** A place as the API writes it. */
export function pathView(names: readonly string[]): string {
  return `/${names.join('/')}`
}
