import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps somebody who works by keyboard where they are in a list: when an item goes away with the focus in it, the list
 * itself gets it. Whatever the ref is put on needs `tabIndex={-1}`.
 * @param count - how many items there are
 */
export function useFocusKept<E extends HTMLElement>(count: number): RefObject<E | null> {
  const list = useRef<E>(null)
  const before = useRef(count)
  useEffect(() => {
    if (count < before.current && document.activeElement === document.body) list.current?.focus()
    before.current = count
  }, [count])
  return list
}
