import { isForSession, isProblem } from '../api/call.ts'
import { Problem } from '../api/problem.ts'
import { chunkAfter, chunkAfterRefusal, firstChunk } from './chunk-size.ts'
import type { UploadOrder, UploadProgress, UploadServer } from './upload-server.ts'

/** What the sending of files needs of its surroundings. */
export interface SendingContext {
  readonly server: UploadServer
  /** Milliseconds on a clock that goes evenly. */
  now(): number
  /** Waits until asking again makes sense, longer after each failure. @param failures - in a row, from 1 */
  pause(failures: number, signal: AbortSignal): Promise<void>
  /** Waits until the person has signed in again. */
  signInAgain(): Promise<void>
}

/** One file to be sent. */
export interface FileToSend {
  readonly order: UploadOrder
  /** Not needed for what has arrived whole. */
  readonly file: Blob | undefined
  /** What the server calls it, when some of it was sent before. */
  readonly uploadId: string | undefined
  readonly signal: AbortSignal
  /** Told what the server calls it from now on; `undefined` when it has to be sent anew. */
  onNamed(uploadId: string | undefined): void
  /** Told how many bytes have gone out. It may be less than before: what was lost on the way goes again. */
  onSent(bytes: number): void
  /** Told whether it waits for the server. */
  onWaiting(isWaiting: boolean): void
}

/** The device does not give the file any more, or gives another one: it was changed, moved or removed. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/**
 * Sends a file, or what the server does not have of it, for as long as it takes: it waits out whatever passes by itself.
 * @returns the path of the file that was made
 * @throws Problem what the person has to decide
 * @throws UnreadableFile
 */
export async function sendFile(context: SendingContext, wanted: FileToSend): Promise<string> {
  return await new FileSender(context, wanted).send()
}

/** How often in a row something is tried again that should not have happened. */
const mostSurprises = 3

/** Up to so many bytes, a file goes out with one request: nothing would be saved by going on in the middle of it. */
const small = 512 * 1024

class FileSender {
  readonly #context: SendingContext
  readonly #wanted: FileToSend
  #uploadId: string | undefined
  #chunk = firstChunk
  /** What the server is known to have. */
  #offset = 0
  /** Whether it may go out with one request. */
  #isSmall: boolean
  #failures = 0
  #surprises = 0

  constructor(context: SendingContext, wanted: FileToSend) {
    this.#context = context
    this.#wanted = wanted
    this.#uploadId = wanted.uploadId
    this.#isSmall = wanted.order.size <= small && wanted.order.conflict !== 'rename'
  }

  async send(): Promise<string> {
    for (;;) {
      try {
        return await this.#attempt()
      } catch (error) {
        this.#wanted.signal.throwIfAborted()
        await this.#recover(error)
      }
    }
  }

  async #attempt(): Promise<string> {
    let progress = await this.#begin()
    while (progress.path === undefined) {
      progress = this.#arrived(await (progress.isWhole === true ? this.#place() : this.#sendChunk()))
    }
    return progress.path
  }

  /** Asks for a place for it, or what has arrived there. */
  async #begin(): Promise<UploadProgress> {
    const { server } = this.#context
    const { order, signal } = this.#wanted
    if (this.#uploadId !== undefined) return this.#arrived(await server.find(this.#uploadId, signal))
    this.#file()
    if (this.#isSmall) return this.#arrived(await this.#put())
    const { id, ...progress } = await server.create(order, signal)
    if (progress.path === undefined) this.#name(id)
    return this.#arrived(progress)
  }

  async #put(): Promise<UploadProgress> {
    const { server } = this.#context
    const { order, signal, onSent: onProgress } = this.#wanted
    try {
      return await server.put(order, this.#file(), { signal, onProgress })
    } catch (error) {
      // When an answer was lost, it may be this very file that has the name.
      const isOwn =
        this.#failures > 0 && isProblem(error, 'node-exists') && (await server.holds(order, signal))
      if (!isOwn) throw error
      return { offset: order.size, path: order.path }
    }
  }

  async #sendChunk(): Promise<UploadProgress> {
    const { server, now } = this.#context
    const { signal, onSent } = this.#wanted
    const offset = this.#offset
    const bytes = this.#file().slice(offset, offset + this.#chunk)
    const began = now()
    const progress = await server.append(this.#uploadId ?? '', offset, bytes, {
      signal,
      onProgress: (sent) => onSent(offset + sent),
    })
    this.#chunk = chunkAfter(this.#chunk, now() - began)
    return progress
  }

  async #place(): Promise<UploadProgress> {
    const { order, signal } = this.#wanted
    return await this.#context.server.place(this.#uploadId ?? '', order, signal)
  }

  #arrived(progress: UploadProgress): UploadProgress {
    const { offset } = progress
    if (offset > this.#offset || progress.path !== undefined) {
      this.#failures = 0
      this.#surprises = 0
    }
    this.#offset = offset
    this.#wanted.onSent(offset)
    this.#wanted.onWaiting(false)
    return progress
  }

  #name(uploadId: string | undefined): void {
    this.#uploadId = uploadId
    this.#wanted.onNamed(uploadId)
  }

  /** @throws UnreadableFile */
  #file(): Blob {
    const { file } = this.#wanted
    if (file === undefined) throw new UnreadableFile()
    return file
  }

  #courseAfter(error: Problem): Course {
    // It was begun with another choice, and may be whole by now.
    const isChosen = this.#wanted.order.conflict !== 'refuse' && this.#uploadId !== undefined
    return isChosen && isProblem(error, 'node-exists') ? 'look' : courseAfter(error)
  }

  /** Makes the next attempt possible. @throws what it cannot mend */
  async #recover(error: unknown): Promise<void> {
    if (!(error instanceof Problem)) throw error
    switch (this.#courseAfter(error)) {
      case 'sign-in':
        return await this.#context.signInAgain()
      case 'anew':
        this.#surprised(error)
        this.#offset = 0
        return this.#name(undefined)
      case 'look':
        return this.#surprised(error)
      case 'smaller': {
        const chunk = chunkAfterRefusal(this.#chunk)
        if (chunk === undefined) throw error
        this.#chunk = chunk
        this.#isSmall = false
        return
      }
      case 'wait':
        await this.#checkReadable()
        return await this.#wait()
      case 'wait-some':
        this.#surprised(error)
        return await this.#wait()
      case 'give-up':
        throw error
    }
  }

  #surprised(error: Problem): void {
    this.#surprises += 1
    if (this.#surprises > mostSurprises) throw error
  }

  async #wait(): Promise<void> {
    this.#failures += 1
    this.#wanted.onWaiting(true)
    await this.#context.pause(this.#failures, this.#wanted.signal)
  }

  /** To a request, a file that cannot be read looks like a network that does not work. */
  async #checkReadable(): Promise<void> {
    try {
      await this.#file()
        .slice(this.#offset, this.#offset + 1)
        .arrayBuffer()
    } catch (error) {
      throw new UnreadableFile(undefined, { cause: error })
    }
  }
}

type Course = 'sign-in' | 'anew' | 'look' | 'smaller' | 'wait' | 'wait-some' | 'give-up'

function courseAfter(problem: Problem): Course {
  const { code, status } = problem
  if (isForSession(problem)) return 'sign-in'
  if (code === 'upload-not-found') return 'anew'
  if (code === 'upload-offset-mismatch') return 'look'
  // Another request, which the server believes to be alive still.
  if (code === 'upload-busy') return 'wait'
  if (code === 'too-many-uploads') return 'give-up'
  // Not in our server's words: something before it takes no request of this size.
  if (status === 413 && code === 'internal') return 'smaller'
  if (status === 500) return 'wait-some'
  return passing.has(status) ? 'wait' : 'give-up'
}

/** No answer, and answers that say: later. */
const passing = new Set([0, 408, 425, 429, 502, 503, 504])
