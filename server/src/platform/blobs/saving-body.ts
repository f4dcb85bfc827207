import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { BlobError, type GrowthOptions } from './blob-store.ts'
import type { BodyMeter } from './body-meter.ts'

/** Written at a time, in bytes. */
const batchBytes = 512 * 1024

/**
 * Writes a body into an open file, from an offset on, and makes it durable whenever that is due. What came before the
 * body broke off is written and told like everything else.
 * @param meter - counts the bytes along, when it knows those before them
 * @returns how many bytes the file has
 * @throws what broke the body; BlobError `body-too-large`
 */
export async function savingBody(
  file: FileHandle,
  from: number,
  body: Readable,
  meter: BodyMeter | undefined,
  options: GrowthOptions,
): Promise<number> {
  const target = new SavedFile(file, from, meter, options)
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array>
  let broken: { readonly error: unknown } | undefined
  while (broken === undefined) {
    // What breaks the body is no reason to lose what came of it; what breaks the file is.
    const next = await chunks.next().catch((error: unknown) => ({ broken: { error } }))
    if ('broken' in next) broken = next.broken
    else if (next.done === true) break
    else if (target.size + next.value.byteLength > options.maxBytes) broken = { error: tooLarge(options) }
    else await target.add(next.value)
  }
  await target.save()
  if (broken !== undefined) throw broken.error
  return target.size
}

class SavedFile {
  readonly #file: FileHandle
  readonly #meter: BodyMeter | undefined
  readonly #options: GrowthOptions
  #chunks: Uint8Array[] = []
  /** In the chunks that are not written, in bytes. */
  #waiting = 0
  #written: number
  #saved: number

  constructor(file: FileHandle, from: number, meter: BodyMeter | undefined, options: GrowthOptions) {
    this.#file = file
    this.#meter = meter
    this.#options = options
    this.#written = from
    this.#saved = from
  }

  get size(): number {
    return this.#written + this.#waiting
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.#chunks.push(chunk)
    this.#waiting += chunk.byteLength
    if (this.#options.isDue(this.size - this.#saved)) await this.save()
    else if (this.#waiting >= batchBytes) await this.#write()
  }

  async save(): Promise<void> {
    await this.#write()
    if (this.#written > this.#saved) await this.#file.datasync()
    this.#saved = this.#written
    await this.#options.saved(this.#saved)
  }

  async #write(): Promise<void> {
    const bytes = Buffer.concat(this.#chunks)
    this.#chunks = []
    this.#waiting = 0
    this.#meter?.add(bytes)
    for (let done = 0; done < bytes.byteLength; ) {
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.byteLength - done, this.#written)
      done += bytesWritten
      this.#written += bytesWritten
    }
  }
}

function tooLarge({ maxBytes }: GrowthOptions): BlobError {
  return new BlobError('body-too-large', `The body goes beyond ${maxBytes} bytes`)
}
