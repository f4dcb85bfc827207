import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { addressOfFile, addressOfFolder } from '../place.ts'

interface Thing {
  /** `/Shared/Trip` */
  readonly path: string
  readonly kind: 'file' | 'folder'
  /** The id of the team's space that it is in. */
  readonly space?: string | null
}

interface ThingLinkProps extends Thing {
  readonly children: ReactNode
}

/** Leads to what is shared. */
export function ThingLink({ children, ...thing }: ThingLinkProps) {
  return (
    <Link className="thing" href={addressOfThing(thing)}>
      {children}
    </Link>
  )
}

/** The address of the page that shows it. */
export function addressOfThing({ path, kind, space = null }: Thing): string {
  const place = { path, ...(space !== null && { space }) }
  return kind === 'folder' ? addressOfFolder(place) : addressOfFile(place)
}
