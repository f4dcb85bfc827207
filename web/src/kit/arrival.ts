/**
 * Who goes to another page of the app is taken to its title, as a browser takes who goes to another document to its
 * beginning; who goes on from a list of things to another is taken into that. Whoever presses anything meanwhile stays
 * where that has led.
 */

interface Departure {
  /** What had the focus. */
  readonly from: Element | null
  readonly isFromList: boolean
}

let departure: Departure | undefined

/** Notes that somebody goes to another page now. */
export function noteDeparture(): void {
  const from = document.activeElement
  departure = { from, isFromList: from !== null && from.closest('[role=grid]') !== null }
}

for (const act of ['keydown', 'pointerdown'] as const)
  addEventListener(
    act,
    (event) => {
      // A key that is still held is the one that led here.
      if (!(event instanceof KeyboardEvent && event.repeat)) departure = undefined
    },
    true,
  )

/**
 * Gives the focus to the title of a page to which somebody has come.
 * @param title - can have the focus
 */
export function arriveAt(title: HTMLElement): void {
  const arrival = departure
  if (arrival === undefined) return
  const { from } = arrival
  const arrive = () => {
    if (departure !== arrival || !title.isConnected) return
    // The menu or the message that led here keeps the focus for as long as it is there.
    if (from?.isConnected === true && from.closest('[role=dialog], [role=alertdialog]') !== null)
      return void requestAnimationFrame(arrive)
    const now = document.activeElement
    const isInPage = now?.closest('#content, [role=dialog]') ?? null
    if (now === from || isInPage === null) title.focus({ preventScroll: true })
  }
  arrive()
}

/** Whether somebody goes on from a list, so that the one that has just come has the focus for them. */
export function cameFromList(): boolean {
  const now = document.activeElement
  return departure?.isFromList === true && (now === document.body || now?.tagName === 'H1')
}
