/**
 * Cuts a list into parts of at most `size`, for statements that name many values: SQLite binds 32,766 of them, and a
 * large statement keeps everybody else waiting.
 */
export function* batchesOf<T>(items: readonly T[], size = 500): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}
