/** What has been cut or copied to be pasted in another folder of the app. */

import type { Place } from '../../place.ts'
import { Store } from '../../store.ts'
import type { Way } from './transfer.ts'

interface Clipboard {
  /** `move` for what was cut. */
  readonly way: Way
  readonly from: readonly Place[]
}

export const clipboard = new Store<Clipboard | undefined>(undefined)
