interface GridShape {
  readonly index: number
  readonly total: number
  /** 1 in a list. */
  readonly columns: number
  /** How many rows are in sight. */
  readonly rows: number
}

/**
 * Where a key leads in a grid.
 * @returns the index; undefined for keys that lead nowhere
 */
export function destinationOf(key: string, { index, total, columns, rows }: GridShape): number | undefined {
  const destination = {
    ArrowDown: index + columns > total - 1 && rowOf(index) < rowOf(total - 1) ? total - 1 : index + columns,
    ArrowUp: index - columns,
    ...(columns > 1 && { ArrowRight: index + 1, ArrowLeft: index - 1 }),
    PageDown: Math.min(index + rows * columns, total - 1),
    PageUp: Math.max(index - rows * columns, 0),
    Home: 0,
    End: total - 1,
  }[key]
  if (destination === undefined || total === 0) return undefined
  return destination < 0 || destination >= total ? index : destination

  function rowOf(at: number): number {
    return Math.floor(at / columns)
  }
}
