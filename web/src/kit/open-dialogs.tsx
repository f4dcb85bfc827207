import { useEffect } from 'react'
import { Store } from '../store.ts'

/** How many dialogs are open. What one was opened from has to stay as it is meanwhile: the dialog would go with it. */
export const openDialogs = new Store(0)

/** In a dialog: it is open. */
export function OpenDialog() {
  useEffect(() => {
    openDialogs.set(openDialogs.value + 1)
    return () => openDialogs.set(openDialogs.value - 1)
  }, [])
  return null
}
