import type { Upload, UploadState } from './upload.ts'

const ranks: Readonly<Record<UploadState, number>> = {
  conflict: 0,
  failed: 0,
  'file-missing': 0,
  sending: 1,
  offline: 1,
  paused: 2,
  waiting: 3,
  done: 4,
  skipped: 4,
}

/** What somebody has to look at first, then what moves, and at the end what is over. */
export function orderOfUrgency(uploads: readonly Upload[]): readonly Upload[] {
  const groups: Upload[][] = [[], [], [], [], []]
  for (const upload of uploads) groups[ranks[upload.state]]?.push(upload)
  return groups.flat()
}
