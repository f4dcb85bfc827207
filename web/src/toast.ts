import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'

interface ToastWords {
  /** `news`: something that somebody else did. */
  readonly kind: 'done' | 'problem' | 'news'
  readonly text: string
  /** What can be done about it: one thing, or a choice. */
  readonly action?: ToastAction | readonly ToastAction[]
}

interface ToastAction {
  readonly label: string
  do(): void
}

/** What is told now; `kit/toasts.tsx` shows it. */
export const toasts = new ToastQueue<ToastWords>({ maxVisibleToasts: 4 })

const milliseconds = { done: 5_000, undone: 10_000, news: 20_000 }

/**
 * Tells what was done or what went wrong, at the edge of the page. What can be undone stays for 10 seconds, news for 20,
 * problems until they are closed.
 * @returns takes it away again
 */
export function toast(words: ToastWords): () => void {
  const key = toasts.add(words, words.kind === 'problem' ? {} : { timeout: lifetimeOf(words) })
  return () => toasts.close(key)
}

function lifetimeOf({ kind, action }: ToastWords): number {
  if (kind === 'news') return milliseconds.news
  return action === undefined ? milliseconds.done : milliseconds.undone
}
