/** What has been cut or copied to be pasted in another folder of the app. */
import { isSamePlace, type Place } from '../../place.ts'
import { Store } from '../../store.ts'
import type { Way } from './transfer.ts'

interface Clipboard {
  /** `move` for what was cut. */
  readonly way: Way
  readonly from: readonly Place[]
}

export const clipboard = new Store<Clipboard | undefined>(undefined)

/** These are no longer where they were; what could not be moved stays, to be pasted again. */
export function forgetInClipboard(moved: readonly Place[]): void {
  const { value } = clipboard
  if (value === undefined) return
  const from = value.from.filter((place) => !moved.some((one) => isSamePlace(one, place)))
  clipboard.set(from.length === 0 ? undefined : { ...value, from })
}
