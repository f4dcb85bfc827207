import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { FileEntry } from '../api/contract.ts'
import { question } from '../api/use-api.ts'

/** The shares of one thing that a person decides over. */
export function useSharesOf({ path }: Pick<FileEntry, 'path'>, space: string | undefined) {
  return useQuery({
    ...question('GET /shares', { query: { path, limit: 1000, ...(space !== undefined && { space }) } }),
    placeholderData: keepPreviousData,
  })
}
