import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ProfileShare, readProfile, sharesOf } from '../machine/processor-profile.ts'
import { type IsthmusOptions, startIsthmus } from '../servers/isthmus.ts'
import { exercise } from './side-by-side.ts'
import type { Sizes } from './sizes.ts'
import type { Stage } from './stage.ts'
import type { Workload } from './workloads.ts'

/** Where the time of our server goes in one workload. */
export interface WorkloadProfile {
  /** Name of the workload. */
  readonly name: string
  readonly title: string
  /** The largest first. */
  readonly shares: readonly ProfileShare[]
}

export interface ProfileOptions {
  readonly server: IsthmusOptions
  readonly sizes: Sizes
  /** Folder for the profiles themselves. */
  readonly keep?: string | undefined
}

/** Runs a workload once more, on a server that writes a processor profile. */
export async function profileWorkload(
  stage: Stage,
  workload: Workload,
  { server, sizes, keep }: ProfileOptions,
): Promise<WorkloadProfile> {
  const { name, title } = workload
  const folder = join(stage.folder, `profile-${name}`)
  const window = await runProfiled(stage, workload, { ...server, nodeOptions: profiledInto(folder) }, sizes)
  const { file, profile } = await readProfile(folder)
  if (keep !== undefined) {
    await mkdir(keep, { recursive: true })
    await copyFile(file, join(keep, `dav-${name}.cpuprofile`))
  }
  return { name, title, shares: sharesOf(profile, window) }
}

function profiledInto(folder: string): string {
  return `--cpu-prof --cpu-prof-dir=${folder}`
}

/** @returns when the workload ran after the server was warm, in milliseconds since its start */
async function runProfiled(
  stage: Stage,
  workload: Workload,
  options: IsthmusOptions,
  { warmUp }: Sizes,
): Promise<{ from: number; to: number }> {
  const startedAt = performance.now()
  await using server = await startIsthmus(options)
  await exercise(stage, server, workload, `${workload.name}-profile-before`, warmUp)
  const from = performance.now() - startedAt
  await exercise(stage, server, workload, `${workload.name}-profile`, 2 * warmUp)
  return { from, to: performance.now() - startedAt }
}
