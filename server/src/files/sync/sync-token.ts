/**
 * How far somebody has followed the changes below a folder. The folder belongs to it: another folder that comes to
 * the same address later knows nothing of what the one before showed.
 */
export interface SyncPosition {
  readonly spaceId: number
  readonly folderId: number
  /** Number of the last change that was told of. */
  readonly seq: number
  /** A folder that is being told of with everything in it, in the order of ids, because it is new at its place. */
  readonly telling?: { readonly folderId: number; readonly afterId: number }
}

/** Writes a position in letters that can stand in a URI. */
export function writeSyncToken({ spaceId, folderId, seq, telling }: SyncPosition): string {
  const numbers = [
    spaceId,
    folderId,
    seq,
    ...(telling === undefined ? [] : [telling.folderId, telling.afterId]),
  ]
  return numbers.map((number) => number.toString(36)).join('-')
}

/** @returns `undefined` for what is no token of ours */
export function readSyncToken(token: string): SyncPosition | undefined {
  if (!/^[0-9a-z]{1,11}(?:-[0-9a-z]{1,11}){2}(?:(?:-[0-9a-z]{1,11}){2})?$/.test(token)) return undefined
  const numbers = token.split('-').map((text) => Number.parseInt(text, 36))
  const [spaceId, folderId, seq, tellingId, afterId] = numbers
  if (spaceId === undefined || folderId === undefined || seq === undefined) return undefined
  if (!numbers.every(Number.isSafeInteger)) return undefined
  return {
    spaceId,
    folderId,
    seq,
    ...(tellingId === undefined || afterId === undefined
      ? {}
      : { telling: { folderId: tellingId, afterId } }),
  }
}
