/** The program that runs, and what it stands on, as administrators see it. */
export interface Installation {
  readonly version: string
  /** Epoch milliseconds. */
  readonly startedAt: number
  /** Bytes that the database takes. */
  databaseSize(): Promise<number>
  /** Bytes that find room where file contents lie; `undefined` when that is not known. */
  freeSpace(): Promise<number | undefined>
  /** When the certificate ends, epoch milliseconds; `undefined` where none is shown. */
  certificateEndsAt(): number | undefined
}
