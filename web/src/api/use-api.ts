/** The server's answers in components: kept, shared, and asked for anew when something has changed. */
import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { toast } from '../toast.ts'
import { type Ask, call, type OperationName, type Output } from './call.ts'
import { Problem } from './problem.ts'
import { useProblemWords } from './problem-words.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      // What cannot be asked is told, instead of waiting for a word of the device about its network.
      networkMode: 'always',
      // The events say what has changed; what was asked a moment ago need not be asked again.
      staleTime: 30_000,
      retry: (failures, error) => failures < 3 && error instanceof Problem && isPassing(error),
      throwOnError: false,
    },
  },
})

/** Whether asking again may help. */
function isPassing({ status }: Problem): boolean {
  return status === 0 || status === 502 || status === 503 || status === 504
}

type QuestionArguments<O extends OperationName> = undefined extends Parameters<typeof call<O>>[1]
  ? [operation: O, ask?: Ask<O>]
  : [operation: O, ask: Ask<O>]

/** A question to the server, for `useQuery` and its relatives. */
export function question<O extends OperationName>(...[operation, ask]: QuestionArguments<O>) {
  return queryOptions({
    queryKey: [operation, ask ?? {}] as const,
    queryFn: async ({ signal }): Promise<Output<O>> =>
      ((await call(operation, { ...(ask as object), signal } as Ask<O>)) ?? null) as Output<O>,
  })
}

/**
 * What the server answers to a question.
 * @example const { data, error } = useApi('GET /files', { query: { path } })
 */
export function useApi<O extends OperationName>(
  ...[operation, ask]: QuestionArguments<O>
): UseQueryResult<Output<O>> {
  return useQuery(question(...([operation, ask] as QuestionArguments<O>))) as UseQueryResult<Output<O>>
}

/** The same of a list that is searched or leafed through: what was there stays until the next answer has come. */
export function useListApi<O extends OperationName>(
  ...[operation, ask]: QuestionArguments<O>
): UseQueryResult<Output<O>> {
  return useQuery({
    ...question(...([operation, ask] as QuestionArguments<O>)),
    placeholderData: keepPreviousData,
  }) as UseQueryResult<Output<O>>
}

interface ActionOptions<O extends OperationName> {
  /** The questions whose answers it changes: the operations that begin so. */
  readonly changes?: readonly string[]
  /** Told in a toast when it is done. */
  readonly done?: string
  /** What went wrong is shown at its place instead of in a toast. */
  readonly isProblemShown?: boolean
  onDone?(output: Output<O>, ask: Ask<O>): void
}

/**
 * Something to do on the server. Asked for again while it is under way, as by a double click, it is done once.
 * @example const revoke = useAction('DELETE /shares/:id', { changes: ['GET /shares'] })
 */
export function useAction<O extends OperationName>(
  operation: O,
  { changes = [], done, isProblemShown = false, onDone }: ActionOptions<O> = {},
): UseMutationResult<Output<O>, unknown, Ask<O>> {
  const words = useProblemWords()
  const underWay = useRef(new Set<string>())
  const action = useMutation({
    mutationFn: async (ask: Ask<O>) => await call(operation, ask as never),
    onSuccess: async (output, ask) => {
      if (done !== undefined) toast({ kind: 'done', text: done })
      onDone?.(output, ask)
      await renew(...changes)
    },
    onError: (error) => {
      if (!isProblemShown) toast({ kind: 'problem', text: words(error) })
    },
    onSettled: (_output, _error, ask) => {
      underWay.current.delete(nameOf(ask))
    },
  })
  const mutate: typeof action.mutate = (...order) => {
    const name = nameOf(order[0])
    if (underWay.current.has(name)) return
    underWay.current.add(name)
    action.mutate(...order)
  }
  return { ...action, mutate }
}

function nameOf(ask: unknown): string {
  return JSON.stringify(ask ?? null)
}

/** Asks anew what begins so: `GET /files` is also `GET /files/:id/versions`. */
export async function renew(...operations: readonly string[]): Promise<void> {
  await queryClient.invalidateQueries({
    predicate: ({ queryKey: [name] }) => operations.some((operation) => String(name).startsWith(operation)),
  })
}
