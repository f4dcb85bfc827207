import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { crashPoint } from '../crash-points.ts'

/** Written at a time; a smaller body is one write. While one batch is being written the next is collected. */
const batchBytes = 256 * 1024
/** Bounds what a body in tiny chunks costs. */
const batchChunks = 512

/**
 * A file on its way in. It is removed when it is disposed before `moveTo`.
 */
export class IncomingFile implements AsyncDisposable {
  readonly #path: string
  #file: FileHandle | undefined
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
    await this.#startBatch()
    await this.#writing
    const file = await this.#open()
    crashPoint('before-blob-fsync')
    await file.sync()
    crashPoint('after-blob-fsync')
    await rename(this.#path, path)
    this.#moved = true
    crashPoint('after-blob-rename')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A batch that failed has been reported to whoever waited for it, or does not matter any more.
    await this.#writing.catch(() => {})
    await this.#file?.close()
    if (!this.#moved) await rm(this.#path, { force: true })
  }

  async #startBatch(): Promise<void> {
    await this.#writing
    if (this.#bytes === 0) return
    const chunks = this.#chunks
    const bytes = this.#bytes
    this.#chunks = []
    this.#bytes = 0
    const file = await this.#open()
    this.#writing = writeAll(file, chunks, bytes)
    // Whoever adds or moves next gets the error; until then it must not count as unhandled.
    this.#writing.catch(() => {})
  }

  async #open(): Promise<FileHandle> {
    this.#file ??= await open(this.#path, 'wx', 0o600)
    return this.#file
  }
}

async function writeAll(file: FileHandle, chunks: readonly Uint8Array[], bytes: number): Promise<void> {
  const { bytesWritten } = await file.writev(chunks)
  // write(2) may take only a part; writeFile goes on until all is written, or says why not.
  if (bytesWritten < bytes) await file.writeFile(Buffer.concat(chunks).subarray(bytesWritten))
}
