import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Keeps the focus in a list whose elements come and go. When the element that had it is gone, another one gets it.
 * @param target - who gets it
 */
export function useKeptFocus(
  list: RefObject<HTMLElement | null>,
  target: () => HTMLElement | undefined,
): void {
  const wasInside = useRef(false)
  useEffect(() => {
    const note = ({ target: element }: FocusEvent) => {
      if (!(element instanceof Element)) return
      if (list.current?.contains(element) === true) wasInside.current = true
      // From a dialog or a menu it comes back.
      else if (element.closest('[role=dialog], [role=alertdialog], [role=menu]') === null)
        wasInside.current = false
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [list])
  useLayoutEffect(() => {
    if (wasInside.current && document.activeElement === document.body)
      target()?.focus({ preventScroll: true })
  })
}
