import { useBlocker } from '@tanstack/react-router'
import { useRef, useState } from 'react'

/** What guards changes that are not saved. */
export interface Unsaved {
  /** Notes whether there are some. */
  mark(isUnsaved: boolean): void
  /** Whether there are some. */
  has(): boolean
  /** Does something that would lose them, after the person was asked. */
  guard(action: () => void): void
  /** Set while the person is asked. */
  readonly asked: { leave(): void; stay(): void } | undefined
}

/** Guards changes against every way of leaving: in the page, by the browser's buttons, by closing the window. */
export function useUnsaved(): Unsaved {
  const isUnsaved = useRef(false)
  const [pending, setPending] = useState<() => void>()
  const blocker = useBlocker({
    shouldBlockFn: () => isUnsaved.current,
    enableBeforeUnload: () => isUnsaved.current,
    withResolver: true,
  })
  const isBlocked = blocker.status === 'blocked'

  return {
    mark: (value) => {
      isUnsaved.current = value
    },
    has: () => isUnsaved.current,
    guard: (action) => {
      if (isUnsaved.current) setPending(() => action)
      else action()
    },
    asked:
      pending || isBlocked
        ? {
            leave: () => {
              isUnsaved.current = false
              setPending(undefined)
              if (isBlocked) blocker.proceed()
              else pending?.()
            },
            stay: () => {
              setPending(undefined)
              if (isBlocked) blocker.reset()
            },
          }
        : undefined,
  }
}
