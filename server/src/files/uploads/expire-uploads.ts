import type { FilesContext } from '../context.ts'
import { discardReceived } from './end-upload.ts'
import { deleteUploads, listExpired } from './upload-repository.ts'

const batchSize = 100

/** Ends the uploads that nobody has gone on with for too long. @returns how many */
export async function expireUploads(context: FilesContext): Promise<number> {
  let expired = 0
  for (;;) {
    const batch = await listExpired(context.database.read, context.clock.now(), batchSize)
    if (batch.length === 0) return expired
    const ids = batch.map(({ id }) => id)
    await context.database.write((tx) => deleteUploads(tx, ids))
    for (const upload of batch) await discardReceived(context, upload)
    expired += batch.length
  }
}
