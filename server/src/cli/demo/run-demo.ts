/**
 * The main job, on real files: Ann has a cloud, Bob has another. Ann shares a folder with Bob, who works in it live;
 * Ann takes it back and it is gone for Bob. `tellStory` is the story; each step is a function in `steps/`.
 */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { listenForShutdown } from '../../platform/shutdown.ts'
import { CommandFailure } from '../command-failure.ts'
import type { Surroundings } from '../surroundings.ts'
import { farewell } from './farewell.ts'
import type { Scene } from './scene.ts'
import { filesOfFolder, ownFiles, type SourceFile } from './source-files.ts'
import { acceptShare } from './steps/accept-share.ts'
import { announceShare } from './steps/announce-share.ts'
import { discoverPeer } from './steps/discover-peer.ts'
import { declineShare, expireShare, revokeShare } from './steps/other-endings.ts'
import { compareChecksums, listFolder, readRange } from './steps/read-share.ts'
import { shareWithNeighbour } from './steps/share-with-neighbour.ts'
import { startClouds } from './steps/start-clouds.ts'
import { survivePeer } from './steps/survive-peer.ts'
import { uploadFiles } from './steps/upload-files.ts'
import { changeAsAnn, writeAsBob } from './steps/work-together.ts'
import { createStory, type Story } from './story.ts'
import { Unexpected } from './unexpected.ts'

export interface DemoOptions {
  /** Folder whose files Ann shares; the documentation and a generated file when absent. */
  readonly files?: string
  /** Whether to stop at the end of the story, instead of leaving both servers to the person who watches. */
  readonly exit?: boolean
}

/**
 * Runs the demo.
 * @throws CommandFailure `demo-failed`, naming the step, what was expected and what came; `no-files`; `interrupted`
 */
export async function runDemo(surroundings: Surroundings, options: DemoOptions): Promise<void> {
  using shutdown = listenForShutdown(surroundings.signals)
  const { workingDirectory } = surroundings
  const files =
    options.files === undefined
      ? await ownFiles()
      : await filesOfFolder(resolve(workingDirectory, options.files))
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-demo-'))
  const story = createStory(surroundings)
  let keep = false
  try {
    await perform({ surroundings, options, story, folder, files, signal: shutdown.signal })
  } catch (error) {
    if (shutdown.signal.aborted) throw new CommandFailure('interrupted', 'Interrupted.', { status: 130 })
    keep = true
    throw demoFailure(error, story, folder)
  } finally {
    if (!keep) await rm(folder, { recursive: true, force: true })
  }
}

interface Performance {
  readonly surroundings: Surroundings
  readonly options: DemoOptions
  readonly story: Story
  readonly folder: string
  readonly files: readonly SourceFile[]
  readonly signal: AbortSignal
}

async function perform(performance: Performance): Promise<void> {
  const { surroundings, options, story, signal } = performance
  const { clock, output, workingDirectory } = surroundings
  const startedAt = clock.now()
  story.begin('Two clouds start: one is Ann’s, one is Bob’s')
  await using scene = await startClouds(performance)
  await tellStory(surroundings, scene)

  const seconds = ((clock.now() - startedAt) / 1000).toFixed(1)
  output.write(`\nAll ${story.step.split('.')[0] ?? ''} steps did what they should, in ${seconds} s.\n`)
  if (options.exit === true) return
  output.write(`${farewell(scene, workingDirectory).join('\n')}\n`)
  if (!signal.aborted) await once(signal, 'abort')
}

async function tellStory(surroundings: Surroundings, scene: Scene): Promise<void> {
  const { story } = scene

  story.begin('Ann uploads her files')
  const uploaded = await uploadFiles(scene)

  story.begin('Ann’s server asks Bob’s server what it is')
  await discoverPeer(surroundings, scene)

  story.begin('Ann shares a folder with Bob')
  const share = await announceShare(scene)

  story.begin('Bob accepts')
  await acceptShare(scene, share)

  story.begin('Bob looks into the folder, at his own address')
  await listFolder(scene)
  await readRange(scene)

  story.begin('Bob writes')
  await writeAsBob(scene)

  story.begin('Ann answers')
  await changeAsAnn(scene)

  story.begin('Bob reads everything')
  await compareChecksums(scene, uploaded)

  story.begin('Ann shares the folder with Carol, on the same server')
  await shareWithNeighbour(scene)

  story.begin('Ann’s server stops in the middle, and Bob goes on')
  await survivePeer(scene)

  story.begin('Ann shares something else, and Bob declines')
  await declineShare(scene)

  story.begin('Ann shares something for a few seconds')
  await expireShare(scene)

  story.begin('Ann takes the folder back')
  await revokeShare(scene, share)
}

function demoFailure(error: unknown, story: Story, folder: string): CommandFailure {
  const why =
    error instanceof Unexpected
      ? [`What was looked at: ${error.message}`, `Expected: ${error.expected}`, `Came: ${error.came}`]
      : [error instanceof Error ? `${error.message}${causeOf(error)}` : String(error)]
  const logs = `The logs of both servers are ${join(folder, 'ann.log')} and ${join(folder, 'bob.log')}.`
  return new CommandFailure('demo-failed', [`Step “${story.step}” failed.`, ...why, logs].join('\n'), {
    cause: error,
  })
}

/** `fetch` says why it failed in the cause. */
function causeOf({ cause }: Error): string {
  return cause instanceof Error ? `: ${cause.message}` : ''
}
