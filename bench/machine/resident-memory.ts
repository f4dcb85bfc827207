import { readFileSync } from 'node:fs'
import { median } from './median.ts'

/** Memory of a process that is in RAM, in MiB. Linux. */
export function residentMemory(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kibibytes) / 1024
}

/** What the memory of a process did while something ran, in MiB. */
export interface MemoryCurve {
  readonly before: number
  readonly highest: number
  /** Medians of the first and of the last third of the time. */
  readonly early: number
  readonly late: number
}

/** Milliseconds between two looks. */
const interval = 50

/** Watches the memory of a process while something runs. */
export async function watchMemory<T>(
  pid: number,
  run: () => Promise<T>,
): Promise<{ result: T; memory: MemoryCurve }> {
  const before = residentMemory(pid)
  const seen: number[] = []
  const timer = setInterval(() => seen.push(residentMemory(pid)), interval)
  try {
    const result = await run()
    seen.push(residentMemory(pid))
    const third = Math.ceil(seen.length / 3)
    const [early, late] = [median(seen.slice(0, third)), median(seen.slice(-third))]
    return { result, memory: { before, highest: Math.max(before, ...seen), early, late } }
  } finally {
    clearInterval(timer)
  }
}
