import type { Readable } from 'node:stream'
import { isNoSpace } from '../is-no-space.ts'
import { BlobError } from './blob-store.ts'

/** Tells apart what the body did, what the disk did and what is a fault of ours. */
export function explainBroken(error: unknown, body: Readable): unknown {
  if (isNoSpace(error)) {
    return new BlobError('no-space', 'There is no space left for the body', { cause: error })
  }
  const brokeOff = body.destroyed && !body.readableEnded
  if (brokeOff && !(error instanceof BlobError)) {
    return new BlobError('body-cut', 'The body broke off', { cause: error })
  }
  return error
}
