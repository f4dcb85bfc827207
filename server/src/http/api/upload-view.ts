import { z } from 'zod'
import { conflictChoices, type Upload } from '../../files/index.ts'
import { idOutput, momentOutput, momentView } from './api-values.ts'
import { pathView } from './file-entry-view.ts'

export const uploadOutput = z
  .strictObject({
    id: z.string(),
    path: z.string().describe('where the file is to be'),
    space: idOutput.nullable(),
    size: z.int().describe('of the whole file, in bytes'),
    offset: z.int().describe('bytes that are there; one less than all until it is a file'),
    whole: z.boolean().describe('whether all bytes are there: then it is placed, with no byte sent again'),
    conflict: z.enum(conflictChoices),
    modifiedAt: momentOutput.nullable().describe('of the contents, as the client told it'),
    busy: z.boolean().describe('whether a request adds to it at the moment'),
    createdAt: momentOutput,
    expiresAt: momentOutput.describe('when it ends, unless something more comes'),
  })
  .meta({ id: 'Upload' })

/** An upload in the form of the API. @param now - epoch milliseconds */
export function uploadView(upload: Upload, now: number): z.infer<typeof uploadOutput> {
  const { path, spaceId } = upload.place
  return {
    id: upload.id,
    path: pathView(path),
    space: spaceId === undefined ? null : String(spaceId),
    size: upload.size,
    offset: upload.received,
    whole: upload.isWhole,
    conflict: upload.conflict,
    modifiedAt: momentView(upload.modifiedAt),
    busy: (upload.leasedUntil ?? 0) > now,
    createdAt: momentView(upload.createdAt),
    expiresAt: momentView(upload.expiresAt),
  }
}

/** What the headers of tus say of an upload; when it is a file, also where that is. */
export function uploadHeaders({
  received,
  expiresAt,
  made,
}: Pick<Upload, 'received' | 'expiresAt' | 'made'>): Record<string, string> {
  return {
    'upload-offset': String(received),
    'upload-expires': new Date(expiresAt).toUTCString(),
    ...(made !== undefined && {
      'isthmus-path': `/${made.path.map(encodeURIComponent).join('/')}`,
      etag: `"${made.etag}"`,
    }),
  }
}
