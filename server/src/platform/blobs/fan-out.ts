import { lstat, mkdir, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../sync-folder.ts'
import type { BlobEntry, BlobId } from './blob-store.ts'

/**
 * The folders that blobs are spread over: two levels by the first two letters of the id. That makes 1,296, few
 * enough to be there soon, and some 8,000 entries in each at ten million blobs.
 *
 * Whoever only reads may use it beside the process that owns the store: backup, restore, doctor.
 */
export class FanOut {
  readonly #root: string
  /** Folders that are known to be durable, or are being made, since this process started. */
  readonly #made = new Map<string, Promise<void>>()

  constructor(root: string) {
    this.#root = root
  }

  pathOf(blobId: BlobId): string {
    // Ids come from rows; one that does not look like an id must never become a path.
    if (!/^[0-9a-z]{25}$/.test(blobId)) throw new TypeError('Not a blob id')
    return `${this.#root}/${blobId.charAt(0)}/${blobId.charAt(1)}/${blobId}`
  }

  /** Makes the folder of a blob, durably. */
  async make(blobId: BlobId): Promise<void> {
    const folder = dirname(this.pathOf(blobId))
    const making = this.#made.get(folder) ?? this.#make(folder)
    this.#made.set(folder, making)
    try {
      await making
    } catch (error) {
      this.#made.delete(folder)
      throw error
    }
  }

  /** Makes the name of a blob durable. */
  async sync(blobId: BlobId): Promise<void> {
    await syncFolder(dirname(this.pathOf(blobId)))
  }

  /** Every file, in no order; what is written or removed meanwhile may or may not appear. */
  async *entries(): AsyncIterable<BlobEntry> {
    for (const outer of await lettersIn(this.#root)) {
      for (const inner of await lettersIn(outer)) yield* filesIn(inner)
    }
  }

  async #make(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Also when it exists: the process that made it may have died before it came to this.
    await syncFolder(dirname(folder))
    await syncFolder(this.#root)
  }
}

/** Every file in a folder, in no order. */
export async function* filesIn(folder: string): AsyncIterable<BlobEntry> {
  for (const name of await readdir(folder)) {
    const facts = await lstat(join(folder, name)).catch(ignoreMissing)
    if (facts?.isFile())
      yield { blobId: name as BlobId, size: facts.size, modifiedAt: Math.trunc(facts.mtimeMs) }
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}

/** The folders of one level; none where nothing was ever written. */
async function lettersIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? []
  return names.filter((name) => /^[0-9a-z]$/.test(name)).map((name) => join(folder, name))
}
