/** What an upload is: a file, or an empty folder, on its way from the person's device to a folder here. */
import type { Place } from '../place.ts'

export interface Upload {
  /** Unique among all uploads of this device. */
  readonly id: string
  /** What was chosen or dropped at once; an answer "for all" is for these. */
  readonly batch: string
  readonly kind: 'file' | 'folder'
  /** The folder here into which is uploaded. */
  readonly place: Place
  /** Below the place, its own name last: `['Photos', 'one.jpg']`. */
  readonly path: readonly string[]
  /** Bytes. */
  readonly size: number
  /** When the file was changed on the device, epoch milliseconds. */
  readonly modifiedAt: number
  readonly state: UploadState
  /** How many bytes have gone out. */
  readonly sent: number
  /** Bytes per second; 0 while nobody knows. */
  readonly speed: number
  /** What is to happen when the name is taken. */
  readonly conflict: 'refuse' | 'replace' | 'rename'
  /** Whether all of it has arrived, and its file is not needed any more. */
  readonly isWhole?: boolean
  /** What the server calls it, once it knows of it. */
  readonly uploadId?: string
  /** What gives access to the file again, of an upload from before the page was loaded anew. */
  readonly root?: string
  /** Why it failed: a `Problem`, or an `UnreadableFile`. */
  readonly problem?: unknown
}

/**
 * `offline`: goes on by itself when the server can be reached. `conflict`: the name is taken, the person is asked.
 * `file-missing`: begun before the page was loaded anew; goes on when the browser has the file again.
 */
export type UploadState =
  | 'waiting'
  | 'sending'
  | 'offline'
  | 'paused'
  | 'conflict'
  | 'failed'
  | 'file-missing'
  | 'done'
  | 'skipped'

/** Whether nothing more happens to it. */
export function isOver({ state }: Upload): boolean {
  return state === 'done' || state === 'skipped'
}

/** Whether it has one of the few places of those that are under way. */
export function isUnderWay({ state }: Upload): boolean {
  return state === 'sending' || state === 'offline'
}

/** The name of what is uploaded. */
export function nameOf({ path }: Pick<Upload, 'path'>): string {
  return path.at(-1) ?? ''
}

/** Where it is to be, as the API writes paths. */
export function targetOf({ place, path }: Pick<Upload, 'place' | 'path'>): string {
  return `${place.path === '/' ? '' : place.path}/${path.join('/')}`
}
