import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Does some work while holding a lock between processes, which is a folder: whoever makes it has the lock.
 *
 * The holder touches the folder all the time. A waiter that sees it untouched for `staleAfter` takes the
 * holder for dead and takes the lock over. Only the waiter's own clock counts, so that it works over machines
 * and containers.
 *
 * @param {string} path the folder; its parent exists
 * @param {() => void} onWait is told when another process has it
 * @param {() => Promise<void>} work
 * @param {{ beat?: number, staleAfter?: number }} [times] milliseconds
 * @returns {Promise<void>} rejects with what `work` rejects with; the lock is free then
 */
export async function withLock(path, onWait, work, { beat = 500, staleAfter = 10_000 } = {}) {
  await acquire(path, onWait, beat, staleAfter)
  const heart = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => undefined)
  }, beat)
  try {
    await work()
  } finally {
    clearInterval(heart)
    await rm(path, { recursive: true, force: true })
  }
}

/**
 * @param {string} path
 * @param {() => void} onWait
 * @param {number} beat
 * @param {number} staleAfter
 */
async function acquire(path, onWait, beat, staleAfter) {
  let seen = ''
  let seenAt = performance.now()
  for (let waits = 0; !(await make(path)); waits += 1) {
    if (waits === 1) onWait()
    const state = await identify(path)
    if (state !== seen) {
      seen = state
      seenAt = performance.now()
    } else if (performance.now() - seenAt > staleAfter) {
      await breakLock(path)
    }
    await pause(beat / 2)
  }
}

/** @param {string} path */
async function make(path) {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/**
 * @param {string} path
 * @returns {Promise<string>} changes with every beat and every holder
 */
async function identify(path) {
  return await stat(path).then(
    ({ ino, mtimeMs }) => `${ino} ${mtimeMs}`,
    () => '',
  )
}

/**
 * Removes a dead holder's lock. Of several waiters one succeeds: a folder can be renamed away only once.
 *
 * @param {string} path
 */
async function breakLock(path) {
  const grave = `${path}.${process.pid}`
  await rename(path, grave).catch(() => undefined)
  await rm(grave, { recursive: true, force: true })
}
