/**
 * Has the browser ask before the page is left, as long as that would cost something.
 * @returns is told whether it would
 */
export function leaveGuard(): (isNeeded: boolean) => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  return (isNeeded) => {
    if (isNeeded) window.addEventListener('beforeunload', ask)
    else window.removeEventListener('beforeunload', ask)
  }
}
