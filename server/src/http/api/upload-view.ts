import { z } from 'zod'
import type { Upload } from '../../files/index.ts'
import { idOutput, momentOutput, momentView } from './api-values.ts'
import { pathView } from './file-entry-view.ts'

export const uploadOutput = z
  .strictObject({
    id: z.string(),
    path: z.string().describe('where the file is to be'),
    space: idOutput.nullable(),
    size: z.int().describe('of the whole file, in bytes'),
    offset: z.int().describe('bytes that are there'),
    createdAt: momentOutput,
    expiresAt: momentOutput.describe('when it ends, unless something more comes'),
  })
  .meta({ id: 'Upload' })

/** An upload in the form of the API. */
export function uploadView(upload: Upload): z.infer<typeof uploadOutput> {
  const { path, spaceId } = upload.place
  return {
    id: upload.id,
    path: pathView(path),
    space: spaceId === undefined ? null : String(spaceId),
    size: upload.size,
    offset: upload.received,
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
