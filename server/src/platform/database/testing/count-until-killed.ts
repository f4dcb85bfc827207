import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { DatabasePlace } from './temporary-place.ts'

const script = fileURLToPath(new URL('counting-process.ts', import.meta.url))

/**
 * Lets a process count in a database until it dies.
 * @param how - `killAfter` so many numbers that it was told are durable, or `crashAt` a crash point
 * @returns the numbers that it was told are durable, as far as it came to say so
 */
export async function countUntilKilled(
  place: DatabasePlace,
  how: { killAfter?: number; crashAt?: string },
): Promise<number[]> {
  const child = spawn(process.execPath, [script, JSON.stringify(place), '100000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ISTHMUS_CRASH_AT: how.crashAt ?? '' },
  })
  const exited = once(child, 'exit')
  const told: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(Number(line))
    if (told.length === how.killAfter) child.kill('SIGKILL')
  }
  expect(await exited).toEqual([null, 'SIGKILL'])
  return told
}
