import type { Operator } from './operator-client.ts'

/**
 * Asks for all of a list that is ordered by name, page by page.
 * @param list - its path, and the field of the answer that holds the entries
 * @returns the answer as it would be with everything on one page
 */
export async function listByName<Key extends string, Entry>(
  operator: Pick<Operator, 'ask'>,
  { path, key, search }: { readonly path: string; readonly key: Key; readonly search?: string | undefined },
): Promise<Record<Key, Entry[]>> {
  const entries: Entry[] = []
  let after: string | undefined
  do {
    const query = new URLSearchParams({
      ...(search === undefined ? {} : { search }),
      ...(after === undefined ? {} : { after }),
    })
    const page = await operator.ask<Record<Key, Entry[]> & { next: string | null }>(
      'GET',
      query.size === 0 ? path : `${path}?${query.toString()}`,
    )
    entries.push(...page[key])
    after = page.next ?? undefined
  } while (after !== undefined)
  return { [key]: entries } as Record<Key, Entry[]>
}
