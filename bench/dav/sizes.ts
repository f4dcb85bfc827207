/** How much of everything a run takes. */
export interface Sizes {
  /** Times that each measurement is repeated; its median counts. */
  readonly rounds: number
  /** Of one repetition with small requests. */
  readonly seconds: number
  /** Small requests before the first repetition that counts: Node.js compiles what runs often. */
  readonly warmUp: number
  /** Bytes of the one large file. */
  readonly largeFile: number
  /** Clients that read the large file at the same time. */
  readonly readers: number
  /** Bytes of the file that goes up and comes down again while memory is watched. */
  readonly transfer: number
  /** Times that the server is started. */
  readonly starts: number
}

const gibibyte = 1024 ** 3

export const fullSizes: Sizes = {
  rounds: 9,
  seconds: 0.5,
  warmUp: 2000,
  largeFile: gibibyte,
  readers: 100,
  transfer: 10 * gibibyte,
  starts: 5,
}

export const quickSizes: Sizes = {
  rounds: 3,
  seconds: 0.3,
  warmUp: 300,
  largeFile: gibibyte / 4,
  readers: 10,
  transfer: gibibyte,
  starts: 1,
}
