/** The middle one of some values; of an even number, the higher of the two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value that a part of all values is below. @param part - 0.99 for the highest of a hundred */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
