import { z } from 'zod'
import type { TrashItem } from '../../files/index.ts'
import { idOutput, momentOutput, momentView } from './api-values.ts'
import { pathView } from './file-entry-view.ts'

export const trashItemOutput = z
  .strictObject({
    id: idOutput,
    kind: z.enum(['file', 'folder']),
    name: z.string(),
    path: z.string().describe('where it was'),
    size: z.int(),
    deletedAt: momentOutput,
    expiresAt: momentOutput.describe('when it is deleted for good'),
  })
  .meta({ id: 'TrashItem' })

/** Something in the trash in the form of the API. */
export function trashItemView(item: TrashItem): z.infer<typeof trashItemOutput> {
  const { id, kind, name, path, size, deletedAt, expiresAt } = item
  return {
    id: String(id),
    kind,
    name,
    path: pathView(path),
    size,
    deletedAt: momentView(deletedAt),
    expiresAt: momentView(expiresAt),
  }
}
