import { isProblem } from '../api/call.ts'
import type { Place } from '../place.ts'
import { FolderMaker, type MakeFolder } from './folder-maker.ts'
import { FullBatches, isNoRoom } from './full-batches.ts'
import { type FoundItem, matchFiles } from './match-files.ts'
import { Pace } from './pace.ts'
import { type SendingContext, sendFile, UnreadableFile } from './send-file.ts'
import { countMoving, noTotals, type Totals, totalsAfter } from './totals.ts'
import { isOver, isUnderWay, targetOf, type Upload } from './upload.ts'

export interface UploadQueueContext extends SendingContext {
  readonly makeFolder: MakeFolder
  id(): string
  /** Calls back after a while, once for all that happens until then. */
  soon(callback: () => void): void
  /** Told that the server has given it a name, or has forgotten it. */
  onNamed(upload: Upload): void
  /** Told that nothing more has to be kept of it. */
  onOver(id: string): void
}

/** All uploads at a moment; another object after each change. */
export interface UploadsView {
  /** In the order in which they were added. */
  readonly uploads: readonly Upload[]
  readonly totals: Totals
  /** Bytes per second of all together; 0 while nobody knows. */
  readonly speed: number
}

/** What is to happen when a name is taken. */
export type ConflictChoice = 'rename' | 'replace' | 'skip'

/** How many are under way at a time. */
const places = 3

/** The uploads of this page: which is next, which are under way, and what became of the others. */
export class UploadQueue {
  readonly #context: UploadQueueContext
  readonly #uploads = new Map<string, Upload>()
  /** What the browser can read; not there for uploads of before the page was loaded anew. */
  readonly #files = new Map<string, File>()
  readonly #running = new Map<string, AbortController>()
  readonly #paces = new Map<string, Pace>()
  readonly #folders = new Map<string, FolderMaker>()
  readonly #choices = new Map<string, ConflictChoice>()
  readonly #full = new FullBatches()
  readonly #listeners = new Set<() => void>()
  readonly #pace = new Pace()
  #waiting: string[] = []
  #totals = noTotals
  #view: UploadsView = { uploads: [], totals: noTotals, speed: 0 }
  #isTelling = false

  constructor(context: UploadQueueContext) {
    this.#context = context
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly view = (): UploadsView => this.#view

  find(id: string): Upload | undefined {
    return this.#uploads.get(id)
  }

  /**
   * Adds what was chosen. What an interrupted upload to the same place waits for goes on there.
   * @returns those that are new
   */
  add(place: Place, items: readonly FoundItem[]): readonly (readonly [Upload, FoundItem])[] {
    const here = this.#inState('file-missing').filter(
      (upload) => upload.place.path === place.path && upload.place.space === place.space,
    )
    const { found, others } = matchFiles(here, items)
    this.#goOnWith(found)
    const batch = this.#context.id()
    const added = others.map((item) => [this.#newUpload(batch, place, item), item] as const)
    for (const [upload, { file }] of added) {
      if (file) this.#files.set(upload.id, file)
      this.#set(undefined, upload)
      if (upload.state === 'waiting') this.#waiting.push(upload.id)
    }
    this.#fill()
    return added
  }

  #newUpload(batch: string, place: Place, { path, file, isUnreadable = false }: FoundItem): Upload {
    return {
      id: this.#context.id(),
      batch,
      kind: file === undefined && !isUnreadable ? 'folder' : 'file',
      place,
      path,
      size: file?.size ?? 0,
      modifiedAt: file?.lastModified ?? 0,
      state: isUnreadable ? 'failed' : 'waiting',
      sent: 0,
      speed: 0,
      conflict: 'refuse',
      ...(isUnreadable && { problem: new UnreadableFile() }),
    }
  }

  /** Takes up uploads of before the page was loaded anew. They wait for their files, where they need them. */
  restore(uploads: readonly Upload[]): void {
    for (const upload of uploads) {
      if (this.#uploads.has(upload.id)) continue
      const needsNone = upload.kind === 'folder' || upload.isWhole === true
      this.#set(undefined, { ...upload, state: needsNone ? 'waiting' : 'file-missing', speed: 0 })
      if (needsNone) this.#waiting.push(upload.id)
    }
    this.#fill()
  }

  /** Takes up an upload that was begun elsewhere. @param file - not needed for what has arrived whole */
  takeUp(upload: Upload, file: File | undefined): void {
    if (file) this.#files.set(upload.id, file)
    this.#set(undefined, upload)
    this.#waiting.push(upload.id)
    this.#fill()
  }

  /** Those that wait for their files. */
  interrupted(): readonly Upload[] {
    return this.#inState('file-missing')
  }

  /** Gives interrupted uploads their files again. @returns those that belong to none */
  giveFiles(items: readonly FoundItem[]): readonly FoundItem[] {
    const { found, others } = matchFiles(this.#inState('file-missing'), items)
    this.#goOnWith(found)
    return others
  }

  #goOnWith(found: readonly { readonly upload: Upload; readonly item: FoundItem }[]): void {
    for (const { upload, item } of found) {
      if (item.file) this.#files.set(upload.id, item.file)
      this.#enqueue(upload)
    }
    this.#fill()
  }

  /** Stops it for now. What has arrived stays there. */
  pause(id: string): void {
    this.#pauseOne(id)
    this.#fill()
  }

  pauseAll(): void {
    for (const id of [...this.#waiting, ...this.#running.keys()]) this.#pauseOne(id)
    this.#waiting = []
  }

  #pauseOne(id: string): void {
    const upload = this.#uploads.get(id)
    if (upload === undefined || !(upload.state === 'waiting' || isUnderWay(upload))) return
    this.#change(id, { state: 'paused', speed: 0 })
    this.#running.get(id)?.abort()
  }

  /** Goes on with what was paused, and tries again what failed. */
  resume(id: string): void {
    const upload = this.#uploads.get(id)
    if (upload?.state !== 'paused' && upload?.state !== 'failed') return
    // A folder that was removed meanwhile is made again.
    if (isProblem(upload.problem, 'node-not-found')) this.#foldersOf(upload).forget()
    if (isNoRoom(upload.problem)) this.#full.forget(upload)
    this.#enqueue(upload)
    this.#fill()
  }

  resumeAll(): void {
    for (const { id } of this.#inState('paused')) this.resume(id)
  }

  retryAll(): void {
    for (const { id } of this.#inState('failed')) this.resume(id)
  }

  /** Ends it and drops what has arrived; what is over only leaves the list. */
  cancel(id: string): void {
    this.#drop(id)
    this.#fill()
  }

  cancelAll(): void {
    const ids = [...this.#uploads.values()].filter((upload) => !isOver(upload)).map(({ id }) => id)
    for (const id of ids) this.#drop(id)
  }

  /** Takes from the list what is over. */
  clear(): void {
    for (const upload of this.#uploads.values()) if (isOver(upload)) this.#drop(upload.id)
  }

  #drop(id: string): void {
    const upload = this.#uploads.get(id)
    if (upload === undefined) return
    this.#set(upload, undefined)
    this.#files.delete(id)
    this.#running.get(id)?.abort()
    if (isOver(upload)) return
    this.#context.onOver(id)
    this.#removeFromServer(upload)
  }

  /** Decides about a taken name. @param isForAll - also for all others of the same batch, those to come included */
  choose(id: string, choice: ConflictChoice, isForAll: boolean): void {
    const upload = this.#uploads.get(id)
    if (upload?.state !== 'conflict') return
    const { batch } = upload
    if (isForAll) this.#choices.set(batch, choice)
    const decided = isForAll ? this.#inState('conflict').filter((other) => other.batch === batch) : [upload]
    for (const one of decided) this.#decide(one, choice)
    this.#fill()
  }

  #decide(upload: Upload, choice: ConflictChoice): void {
    if (choice !== 'skip') return this.#enqueue(upload, { conflict: choice })
    this.#removeFromServer(upload)
    this.#end(upload.id, { state: 'skipped', uploadId: undefined })
  }

  /** When it cannot be told, the server drops it by itself after some days. */
  #removeFromServer({ uploadId }: Upload): void {
    if (uploadId !== undefined) this.#context.server.remove(uploadId).catch(() => undefined)
  }

  #enqueue({ id }: Upload, changes: Partial<Upload> = {}): void {
    this.#change(id, { ...changes, state: 'waiting', problem: undefined })
    this.#waiting.push(id)
  }

  #fill(): void {
    while (this.#running.size < places) {
      const id = this.#waiting.shift()
      if (id === undefined) return
      const upload = this.#uploads.get(id)
      // One that was paused and resumed at once is still being stopped, and is taken up after that.
      if (upload?.state !== 'waiting' || this.#running.has(id)) continue
      const problem = this.#full.refusalOf(upload)
      if (problem === undefined) void this.#run(upload)
      else this.#change(id, { state: 'failed', problem })
    }
  }

  async #run(upload: Upload): Promise<void> {
    const { id } = upload
    const controller = new AbortController()
    this.#running.set(id, controller)
    this.#change(id, { state: 'sending' })
    try {
      await this.#send(upload, controller.signal)
      this.#end(id, { state: 'done', sent: upload.size, speed: 0 })
    } catch (error) {
      if (!controller.signal.aborted) this.#refused(id, error)
    }
    this.#running.delete(id)
    this.#paces.delete(id)
    if (this.#uploads.get(id)?.state === 'waiting') this.#waiting.unshift(id)
    this.#fill()
  }

  async #send(upload: Upload, signal: AbortSignal): Promise<void> {
    const { id, place, path, kind, size, modifiedAt, uploadId } = upload
    const isFolder = kind === 'folder'
    const folders = this.#foldersOf(upload)
    await folders.ensure(isFolder ? path : path.slice(0, -1))
    signal.throwIfAborted()
    if (isFolder) return
    const choice = this.#choices.get(upload.batch)
    const conflict = upload.conflict === 'refuse' && choice && choice !== 'skip' ? choice : upload.conflict
    await sendFile(this.#context, {
      order: { path: targetOf(upload), space: place.space, size, modifiedAt, conflict },
      file: this.#files.get(id),
      uploadId,
      signal,
      onNamed: (name) => this.#named(id, name),
      onSent: (bytes) => this.#noteSent(id, bytes),
      onWaiting: (isWaiting) => this.#noteWaiting(id, isWaiting),
    })
  }

  #foldersOf({ batch, place }: Upload): FolderMaker {
    const folders = this.#folders.get(batch) ?? new FolderMaker(place, this.#context.makeFolder)
    this.#folders.set(batch, folders)
    return folders
  }

  #refused(id: string, error: unknown): void {
    const upload = this.#uploads.get(id)
    if (upload === undefined) return
    if (isProblem(error, 'node-exists') && upload.conflict === 'refuse') {
      const choice = this.#choices.get(upload.batch)
      this.#change(id, { state: 'conflict', speed: 0 })
      if (choice) this.#decide(upload, choice)
      return
    }
    if (isNoRoom(error)) this.#full.note(upload, error)
    // What had arrived whole is not there any more: now the file is needed after all.
    const isLost = error instanceof UnreadableFile && !this.#files.has(id)
    this.#change(id, { state: isLost ? 'file-missing' : 'failed', problem: error, speed: 0, isWhole: false })
  }

  #named(id: string, uploadId: string | undefined): void {
    this.#change(id, { uploadId })
    const upload = this.#uploads.get(id)
    if (upload) this.#context.onNamed(upload)
  }

  #noteSent(id: string, sent: number): void {
    const upload = this.#uploads.get(id)
    // A last sign of one that has just been paused.
    if (upload === undefined || !isUnderWay(upload)) return
    const now = this.#context.now()
    const pace = this.#paces.get(id) ?? new Pace()
    this.#paces.set(id, pace)
    const more = sent - upload.sent
    pace.note(more, now)
    this.#pace.note(more, now)
    this.#change(id, { sent, speed: pace.speed(now) })
  }

  #noteWaiting(id: string, isWaiting: boolean): void {
    const upload = this.#uploads.get(id)
    if (upload === undefined || !isUnderWay(upload)) return
    const state = isWaiting ? 'offline' : 'sending'
    if (upload.state === state) return
    this.#paces.get(id)?.reset()
    this.#change(id, { state, speed: 0 })
  }

  #end(id: string, changes: Partial<Upload>): void {
    this.#change(id, changes)
    this.#files.delete(id)
    this.#context.onOver(id)
  }

  #inState(state: Upload['state']): Upload[] {
    return [...this.#uploads.values()].filter((upload) => upload.state === state)
  }

  #change(id: string, changes: Partial<Upload>): void {
    const upload = this.#uploads.get(id)
    if (upload) this.#set(upload, { ...upload, ...changes })
  }

  #set(before: Upload | undefined, after: Upload | undefined): void {
    this.#totals = totalsAfter(this.#totals, before, after)
    if (after) this.#uploads.set(after.id, after)
    else if (before) this.#uploads.delete(before.id)
    this.#tellSoon()
  }

  #tellSoon(): void {
    if (this.#isTelling) return
    this.#isTelling = true
    this.#context.soon(() => {
      this.#isTelling = false
      if (countMoving(this.#totals) === 0) this.#pace.reset()
      const speed = this.#pace.speed(this.#context.now())
      this.#view = { uploads: [...this.#uploads.values()], totals: this.#totals, speed }
      for (const listener of this.#listeners) listener()
    })
  }
}
