/** Whether the server is within reach, as far as is known. */
import { Store } from '../store.ts'

const isConnected = new Store(true)

/** Notes whether the server answers. */
export function noteConnection(connected: boolean): void {
  if (connected !== isConnected.value) isConnected.set(connected)
}

export function useIsConnected(): boolean {
  return isConnected.use()
}
