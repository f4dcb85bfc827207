/** How much of everything a run takes. */
export interface OcmSizes {
  /** Times that each measurement is repeated; its median counts. */
  readonly rounds: number
  /** Of one repetition with small requests. */
  readonly seconds: number
  /** Small requests before the first repetition that counts. */
  readonly warmUp: number
  /** Bytes of the one large file. */
  readonly largeFile: number
  /** Signed messages of one repetition. */
  readonly messages: number
  /** Listings whose requests to the other server are counted. */
  readonly listings: number
}

export const fullSizes: OcmSizes = {
  rounds: 9,
  seconds: 0.5,
  warmUp: 2000,
  largeFile: 1024 ** 3,
  messages: 1000,
  listings: 200,
}

export const quickSizes: OcmSizes = {
  rounds: 3,
  seconds: 0.3,
  warmUp: 300,
  largeFile: 1024 ** 3 / 8,
  messages: 300,
  listings: 20,
}
