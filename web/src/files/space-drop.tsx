import type { ReactNode } from 'react'
import { placeOf } from '../place.ts'
import { useDropTarget } from './actions/drag.ts'
import { useFileWork } from './actions/use-file-work.ts'
import './space-drop.css'

interface SpaceDropProps {
  /** The id of a team's space; absent for the person's own files. */
  readonly space?: string
  /** The link to it. */
  readonly children: ReactNode
}

/** Takes files and folders that are dropped on the name of a space. */
export function SpaceDrop({ space, children }: SpaceDropProps) {
  const work = useFileWork()
  const to = placeOf({ path: '/' }, space)
  const { isOver, handlers } = useDropTarget(to, true, (way, from) => void work.transfer({ way, from, to }))
  return (
    <div className={isOver ? 'space-drop over' : 'space-drop'} role="presentation" {...handlers}>
      {children}
    </div>
  )
}
