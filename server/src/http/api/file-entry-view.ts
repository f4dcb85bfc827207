import { z } from 'zod'
import type { Entry } from '../../files/index.ts'
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
  })
  .meta({ id: 'FileEntry' })

/** A file or folder in the form of the API. */
export function fileEntryView(entry: Entry): z.infer<typeof fileEntryOutput> {
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
