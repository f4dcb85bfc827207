import { ResourceError } from '@isthmus/webdav'
import { because } from '../../platform/fault-reasons.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import type { Upload } from './upload.ts'

/**
 * Says what it means when the condition of an upload does not hold which replaces nothing.
 * @throws ResourceError `target-exists` in the place of `precondition-failed`, when nobody has asked for another condition
 */
export async function namingTarget<T>(
  { conflict, ifMatch }: Pick<Upload, 'conflict' | 'ifMatch'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const isTaken = error instanceof ResourceError && error.reason === 'precondition-failed'
    if (!isTaken || ifMatch !== undefined || conflict === 'replace') throw error
    throw new TreeRefusal('target-exists', because('target-taken'), { cause: error })
  }
}
