/** A file that is dropped beside the places for it would open in the window, instead of the app. @returns how to end that */
export function keepDropsFromLeaving(): () => void {
  const listening = new AbortController()
  for (const name of ['dragover', 'drop'] as const) {
    window.addEventListener(name, refuse, { signal: listening.signal })
  }
  return () => listening.abort()
}

function refuse(event: DragEvent): void {
  if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'none'
}
