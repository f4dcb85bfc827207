import { printable } from './printable.ts'
import { showSize } from './show-size.ts'
import type { Surroundings } from './surroundings.ts'

/** How far long work is, for a person at a terminal. Disposing of it clears the line. */
export interface Progress extends Disposable {
  /** So many more bytes are done. */
  advance(bytes: number): void
  /** What is being worked on from now on. */
  name(what: string): void
}

/** Milliseconds between two drawings of the line. */
const pause = 100
/** Widest line, in characters. */
const widest = 100

/**
 * Shows a line on standard error that is drawn anew as work goes on; nothing where no person looks, or with `--json`.
 * @param total - bytes; how far it is cannot be told without
 */
export function showProgress(
  { errors, clock }: Pick<Surroundings, 'errors' | 'clock'>,
  { total, json = false }: { readonly total?: number; readonly json?: boolean | undefined },
): Progress {
  if (json || errors.isTTY !== true) return { advance() {}, name() {}, [Symbol.dispose]() {} }
  const startedAt = clock.now()
  let drawnAt = startedAt
  let done = 0
  let what = ''
  const draw = (): void => {
    const now = clock.now()
    if (now - drawnAt < pause) return
    drawnAt = now
    const line = describe({ done, total, what, ms: now - startedAt })
    errors.write(`\r\u001b[K${line.slice(0, Math.min(widest, errors.columns ?? widest) - 1)}`)
  }
  return {
    advance(bytes) {
      done += bytes
      draw()
    },
    name(next) {
      what = printable(next)
      draw()
    },
    [Symbol.dispose]() {
      if (drawnAt !== startedAt) errors.write('\r\u001b[K')
    },
  }
}

/** @param ms - since the beginning */
function describe({
  done,
  total,
  what,
  ms,
}: {
  done: number
  total: number | undefined
  what: string
  ms: number
}): string {
  const speed = `${showSize(Math.round((done * 1000) / ms))}/s`
  if (total === undefined || total === 0) return `${showSize(done)}  ${speed}  ${what}`
  const part = Math.min(done / total, 1)
  const bar = '#'.repeat(Math.floor(part * 20)).padEnd(20, '.')
  const left = part === 0 ? '' : `  ${showTime((ms * (1 - part)) / part)} left`
  const percent = String(Math.floor(part * 100)).padStart(3)
  return `[${bar}] ${percent} %  ${showSize(done)} of ${showSize(total)}  ${speed}${left}  ${what}`
}

/** Milliseconds as `1:02:03`. */
function showTime(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const two = (value: number): string => String(value % 60).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60)
  return `${hours === 0 ? minutes : `${hours}:${two(minutes)}`}:${two(seconds)}`
}
