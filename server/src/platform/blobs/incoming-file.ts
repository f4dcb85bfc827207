import { closeSync, openSync, renameSync, rmSync, writeFile, writeFileSync, writev } from 'node:fs'
import { promisify } from 'node:util'
import { crashPoint } from '../crash-points.ts'
import { flushFile } from '../flush-file.ts'

/** Written at a time. While one batch is being written the next is collected. */
const batchBytes = 256 * 1024
/** Bounds what a body in tiny chunks costs. */
const batchChunks = 512
/** Up to this many bytes are written synchronously: the kernel copies them sooner than a thread begins to. */
const smallWrite = 64 * 1024

/**
 * A file on its way in. It is removed when it is disposed before `moveTo`.
 *
 * Only what waits for the disk is left to a thread. To create, name and close a file happens in the kernel's memory,
 * and takes less time than to ask a thread for it.
 */
export class IncomingFile implements AsyncDisposable {
  readonly #path: string
  #file: number | undefined
  #chunks: Uint8Array[] = []
  #bytes = 0
  #writing: Promise<void> = Promise.resolve()
  #moved = false

  constructor(path: string) {
    this.#path = path
  }

  /** @returns a promise when whoever produces the chunks has to wait */
  add(chunk: Uint8Array): Promise<void> | undefined {
    this.#chunks.push(chunk)
    this.#bytes += chunk.byteLength
    return this.#bytes < batchBytes && this.#chunks.length < batchChunks ? undefined : this.#startBatch()
  }

  /** Makes the contents durable and gives the file its final name, which its folder has yet to make durable. */
  async moveTo(path: string): Promise<void> {
    await this.#writeRest()
    crashPoint('before-blob-fsync')
    await flushFile(this.#open())
    crashPoint('after-blob-fsync')
    renameSync(this.#path, path)
    this.#moved = true
    crashPoint('after-blob-rename')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A batch that failed has been reported to whoever waited for it, or does not matter any more.
    await this.#writing.catch(() => {})
    if (this.#file !== undefined) closeSync(this.#file)
    if (!this.#moved) rmSync(this.#path, { force: true })
  }

  async #writeRest(): Promise<void> {
    await this.#writing
    if (this.#bytes <= smallWrite) {
      writeFileSync(this.#open(), Buffer.concat(this.#chunks))
      return
    }
    await this.#startBatch()
    await this.#writing
  }

  async #startBatch(): Promise<void> {
    await this.#writing
    const chunks = this.#chunks
    const bytes = this.#bytes
    this.#chunks = []
    this.#bytes = 0
    this.#writing = writeAll(this.#open(), chunks, bytes)
    // Whoever adds or moves next gets the error; until then it must not count as unhandled.
    this.#writing.catch(() => {})
  }

  #open(): number {
    this.#file ??= openSync(this.#path, 'wx', 0o600)
    return this.#file
  }
}

async function writeAll(file: number, chunks: readonly Uint8Array[], bytes: number): Promise<void> {
  const { bytesWritten } = await writeChunks(file, chunks)
  // write(2) may take only a part; writeFile goes on until all is written, or says why not.
  if (bytesWritten < bytes) await writeRest(file, Buffer.concat(chunks).subarray(bytesWritten))
}

const writeChunks = promisify(writev)
const writeRest = promisify(writeFile)
