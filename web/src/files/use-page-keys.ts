import { useEffect, useRef } from 'react'

/** Hears keys wherever the focus is, but for fields and what is open over the page. @param onKey - says whether it has used it */
export function usePageKeys(onKey: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!(event.target instanceof Element) || event.defaultPrevented) return
      if (
        event.target.closest(
          'input:not([type=checkbox]), textarea, [role=dialog], [role=menu], [role=listbox]',
        )
      )
        return
      if (latest.current(event)) event.preventDefault()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}
