import { readFileSync } from 'node:fs'

/** Processor time of a process and all that it has started, in seconds, to a hundredth. Linux. */
export function processorTime(pid: number): number {
  // proc(5): utime and stime are the 14th and 15th field; the second, in brackets, may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  const own = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
  return children.reduce((sum, child) => sum + processorTime(Number(child)), own)
}

/** sysconf(_SC_CLK_TCK), the same on every Linux that Node.js runs on. */
const ticksPerSecond = 100
