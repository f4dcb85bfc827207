import { type PointerEvent, useRef } from 'react'

/** How long a touch is, in milliseconds, and how far it may stray, in pixels. */
const duration = 500
const tolerance = 10

interface LongTouch {
  onPointerDown(event: PointerEvent): void
  onPointerMove(event: PointerEvent): void
  onPointerUp(): void
  onPointerCancel(): void
}

/**
 * Tells of touches that last.
 * @returns what to listen with, and whether the click that is being handled is the end of one
 */
export function useLongTouch(onLongTouch: (element: EventTarget) => void): [LongTouch, () => boolean] {
  const touch = useRef({ timer: 0, x: 0, y: 0, wasLong: false })
  const stop = () => window.clearTimeout(touch.current.timer)
  return [
    {
      onPointerDown({ pointerType, isPrimary, clientX, clientY, target }) {
        stop()
        touch.current = { timer: 0, x: clientX, y: clientY, wasLong: false }
        if (pointerType !== 'touch' || !isPrimary) return
        touch.current.timer = window.setTimeout(() => {
          touch.current.wasLong = true
          onLongTouch(target)
        }, duration)
      },
      onPointerMove({ clientX, clientY }) {
        const { x, y } = touch.current
        if (Math.hypot(clientX - x, clientY - y) > tolerance) stop()
      },
      onPointerUp: stop,
      onPointerCancel: stop,
    },
    () => touch.current.wasLong,
  ]
}
