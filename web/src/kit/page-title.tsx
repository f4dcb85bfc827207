import { type HTMLAttributes, useEffect, useRef } from 'react'
import { arriveAt } from './arrival.ts'
import { showPage } from './document-title.ts'

interface PageTitleProps extends Pick<HTMLAttributes<HTMLElement>, 'aria-current' | 'children'> {
  /** In words alone. */
  readonly title: string
}

/** What a page is called: for the tab of the browser too, and where whoever comes to the page begins. */
export function PageTitle({ title, children = title, ...rest }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => showPage(title), [title])
  useEffect(() => {
    if (heading.current !== null) arriveAt(heading.current)
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} {...rest}>
      {children}
    </h1>
  )
}
