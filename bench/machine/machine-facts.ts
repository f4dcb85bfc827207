import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'

/** What figures depend on. */
export interface MachineFacts {
  readonly processor: string
  readonly cores: number
  /** GiB. */
  readonly memory: number
  readonly system: string
  /** Of the folder in which everything was written. */
  readonly fileSystem: string
  /** How many processes wanted to run in the minute before: those of others make every figure worse. */
  readonly loadBefore: number
}

/** @param folder - where the servers write */
export async function machineFacts(folder: string): Promise<MachineFacts> {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memory: Math.round(totalmem() / 1024 ** 3),
    system: `${systemName()}, Linux ${release()}`,
    fileSystem: fileSystems.get((await statfs(folder)).type) ?? 'unknown',
    loadBefore: loadavg()[0] ?? 0,
  }
}

function systemName(): string {
  return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown'
}

/** By the magic numbers of statfs(2). */
const fileSystems: ReadonlyMap<number, string> = new Map([
  [0xef53, 'ext4'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x01021994, 'tmpfs, which flushes nothing'],
  [0x794c7630, 'overlayfs'],
])
