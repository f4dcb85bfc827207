const parts = 4

/**
 * Counts down a time in which this process is awake. While the machine is suspended or has too much to do for it, what
 * others have sent lies unread: they are not silent then. However long it stands still, that counts as one of four parts.
 * @returns stops it when disposed of
 */
export function startCountdown(milliseconds: number, onEnd: () => void): Disposable {
  let left = parts
  const timer = setInterval(
    () => {
      left -= 1
      if (left > 0) return
      clearInterval(timer)
      onEnd()
    },
    Math.ceil(milliseconds / parts),
  )
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
