import type { ReactNode } from 'react'
import { PageTitle } from './page-title.tsx'
import './page.css'

interface PageProps {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Whether the contents may take all the width that is there. */
  readonly isWide?: boolean
}

/** A page of the app: its title, what can be done on it, and what is there. */
export function Page({ title, actions, children, isWide = false }: PageProps) {
  return (
    <div className={isWide ? 'page wide' : 'page'}>
      <header className="page-head">
        <PageTitle title={title} />
        {actions !== undefined && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

interface CardProps {
  readonly title?: string
  readonly about?: ReactNode
  readonly children: ReactNode
}

/** A part of a page that belongs together. */
export function Card({ title, about, children }: CardProps) {
  return (
    <section className="card">
      {title !== undefined && <h2>{title}</h2>}
      {about !== undefined && <p className="quiet">{about}</p>}
      {children}
    </section>
  )
}
