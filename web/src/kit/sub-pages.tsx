import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import './sub-pages.css'

interface SubPagesProps {
  /** What they are the pages of. */
  readonly label: string
  readonly pages: readonly { readonly to: string; readonly label: string }[]
  /** The one that is open. */
  readonly children: ReactNode
}

/** Pages that belong together, with the way from one to the other beside. */
export function SubPages({ label, pages, children }: SubPagesProps) {
  return (
    <div className="sub-pages">
      <nav className="sub-pages-nav" aria-label={label}>
        {pages.map(({ to, label: words }) => (
          <Link key={to} to={to} className="place">
            <span>{words}</span>
          </Link>
        ))}
      </nav>
      {children}
    </div>
  )
}
