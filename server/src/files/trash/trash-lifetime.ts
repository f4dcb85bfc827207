import type { FilesContext } from '../context.ts'

/** For how long the trash keeps things, in milliseconds. */
export function trashLifetimeOf({ trashLifetime }: FilesContext): number {
  return trashLifetime ?? 30 * 24 * 60 * 60 * 1000
}
