import { Problem } from '../api/problem.ts'

/** Whether a file is out of somebody's reach: it is gone, or who shared it has taken that back, or lowered it. */
export function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof Problem)) return false
  return error.status === 403 || error.status === 404 || error.code === 'peer-refused'
}
