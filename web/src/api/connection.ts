/** Whether the server is within reach, as far as is known. */
import { useSyncExternalStore } from 'react'

let isConnected = true
const listeners = new Set<() => void>()

/** Notes whether the server answers. */
export function noteConnection(connected: boolean): void {
  if (connected === isConnected) return
  isConnected = connected
  for (const listener of listeners) listener()
}

export function useIsConnected(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isConnected,
  )
}
