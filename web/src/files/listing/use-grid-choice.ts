import { useRef } from 'react'
import type { Listing } from './listing.ts'
import { including, isSelected, only, type Selection, toggled } from './selection.ts'

interface GridChoiceOptions<T> {
  readonly listing: Listing<T>
  keyOf(item: T): string
  readonly selection: Selection
  onSelect(selection: Selection): void
}

interface GridChoice {
  /** Chooses this, and nothing else. */
  select(selection: Selection): void
  /** Chooses one item alone; the next extension begins there. */
  selectOne(index: number): void
  /** Chooses one item if it is not, and the other way round; the next extension begins there. */
  toggle(index: number): void
  /** Chooses one item alone unless it is among those that are chosen. */
  selectUnlessChosen(index: number): void
  /**
   * Chooses everything from where the choice began to an item.
   * @param start - where it begins when it has not yet
   * @param isAdded - whether what is chosen already stays so
   */
  extendTo(index: number, start: number, isAdded: boolean): void
  /** The next extension begins anew. */
  endExtension(): void
}

/** Chooses items of a listing, some of which may have to be fetched for that. */
export function useGridChoice<T>({ listing, keyOf, selection, onSelect }: GridChoiceOptions<T>): GridChoice {
  const anchor = useRef<number>(undefined)
  const lastChoice = useRef(0)
  return { select, selectOne, toggle, selectUnlessChosen, extendTo, endExtension }

  function select(next: Selection): void {
    lastChoice.current += 1
    onSelect(next)
  }

  function selectOne(index: number): void {
    const item = listing.at(index)
    anchor.current = index
    if (item !== undefined) select(only([keyOf(item)]))
  }

  function toggle(index: number): void {
    const item = listing.at(index)
    anchor.current = index
    if (item !== undefined) select(toggled(selection, keyOf(item)))
  }

  function selectUnlessChosen(index: number): void {
    const item = listing.at(index)
    if (item !== undefined && !isSelected(selection, keyOf(item))) select(only([keyOf(item)]))
  }

  function extendTo(index: number, start: number, isAdded: boolean): void {
    anchor.current ??= start
    const [first, last] = [Math.min(anchor.current, index), Math.max(anchor.current, index)]
    const choose = (items: readonly T[]) => {
      const keys = items.map(keyOf)
      select(isAdded ? including(selection, keys) : only(keys))
    }
    const there = Array.from({ length: last - first + 1 }, (_, offset) => listing.at(first + offset))
    if (there.every((item) => item !== undefined)) return choose(there)
    const choice = ++lastChoice.current
    void listing.between(first, last).then(
      (items) => {
        // Meanwhile others may have been chosen.
        if (choice === lastChoice.current) choose(items)
      },
      // The listing itself says that it cannot be fetched.
      () => undefined,
    )
  }

  function endExtension(): void {
    anchor.current = undefined
  }
}
