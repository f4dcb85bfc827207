import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Loading, Trouble } from './states.tsx'

interface AnswerProps<T> {
  readonly of: UseQueryResult<T>
  children(data: T): ReactNode
}

/** What the server answered; until then that it is fetched, or why it could not be. */
export function Answer<T>({ of: { data, error, refetch }, children }: AnswerProps<T>) {
  if (data !== undefined) return children(data)
  return error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading />
}
