import { type RefObject, useLayoutEffect, useState } from 'react'

/** How many tiles stand beside each other in an element. @param width - of one, in rem */
export function useColumns(element: RefObject<HTMLElement | null>, width: number | undefined): number {
  const [columns, setColumns] = useState(1)
  useLayoutEffect(() => {
    const { current } = element
    if (current === null || width === undefined) return undefined
    const measure = () => setColumns(Math.max(1, Math.floor(current.clientWidth / (width * rem()))))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [element, width])
  return width === undefined ? 1 : columns
}

/** The size of the person's text, in pixels. */
export function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}
