/** What an upload needs of the server: resumable uploads (tus 1.0.0) as the API has them at `/uploads`. */
export interface UploadServer {
  /**
   * Announces an upload; of an empty file, that is all.
   * @throws Problem `node-exists`: the name is taken and the order refuses that; and what else the place does not take
   */
  create(order: UploadOrder, signal: AbortSignal): Promise<UploadProgress & { id: string }>
  /**
   * Sends a small file with one request, under its own name.
   * @throws Problem as `create`
   */
  put(order: UploadOrder, file: Blob, sending: Sending): Promise<UploadProgress>
  /** Whether the file is there as the order describes it. @throws Problem */
  holds(order: UploadOrder, signal: AbortSignal): Promise<boolean>
  /** How much of it has arrived. @throws Problem `upload-not-found` when the server does not know it any more */
  find(id: string, signal: AbortSignal): Promise<UploadProgress>
  /**
   * Sends bytes from an offset on.
   * @throws Problem also when all of it has arrived and cannot be a file, such as `node-exists`: then it is placed
   */
  append(id: string, offset: number, bytes: Blob, sending: Sending): Promise<UploadProgress>
  /**
   * Makes the file of an upload that has arrived whole, as the order has it by now.
   * @throws Problem as `create`; `upload-incomplete`
   */
  place(id: string, order: UploadOrder, signal: AbortSignal): Promise<UploadProgress>
  /** Drops what has arrived; also when it is gone already. @throws Problem */
  remove(id: string): Promise<void>
}

/** What is to become of the bytes. */
export interface UploadOrder {
  /** Of the file: `/Trip/plan.txt`. */
  readonly path: string
  readonly space?: string | undefined
  readonly size: number
  /** Epoch milliseconds. */
  readonly modifiedAt: number
  readonly conflict: 'refuse' | 'replace' | 'rename'
}

export interface UploadProgress {
  /** How many bytes the server has. */
  readonly offset: number
  /** Whether all of it has arrived: what lacks is a place for the file. */
  readonly isWhole?: boolean
  /** Where the file is, once it is one. */
  readonly path?: string
}

/** One request with bytes, while it is under way. */
export interface Sending {
  readonly signal: AbortSignal
  /** Told how many bytes of this request have gone out. */
  onProgress(bytes: number): void
}
