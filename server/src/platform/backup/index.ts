/**
 * Backups of a data folder: made beside a running server, and restored into an empty folder.
 *
 * Start reading at `backup-folder.ts`, which says what a folder of backups holds.
 */
export { backUp } from './back-up.ts'
export { measureFile } from './manifest.ts'
export { restore } from './restore.ts'
export type { Advance, BackedUpBlob, StoredContents } from './stored-contents.ts'
