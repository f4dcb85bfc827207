import { useEffect, useState } from 'react'

let lastOutsideMenus: HTMLElement | undefined

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.closest('[role=menu]') === null) lastOutsideMenus = target
})

/**
 * In a dialog that was opened from a menu: gives the focus back to what had it before both. The dialog itself would
 * give it to the item of that menu, which has gone by then.
 */
export function ReturnedFocus() {
  const [before] = useState(() => lastOutsideMenus)
  useEffect(
    () => () => {
      // In the frame after the one in which the dialog tries.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) before?.focus({ preventScroll: true })
        }),
      )
    },
    [before],
  )
  return null
}
