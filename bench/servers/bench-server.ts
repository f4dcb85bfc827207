/** A server that is measured. Disposing of it ends it. */
export interface BenchServer extends AsyncDisposable {
  readonly name: ServerName
  readonly port: number
  /** Of the process that was started. */
  readonly pid: number
  /** Request target of the folder that the files of a user are in, with a slash at the end. */
  readonly root: string
  readonly authorization: string
  /** Where its files lie under their own names, written but not flushed; absent where the server flushes itself. */
  readonly unflushed?: string
}

export type ServerName = 'isthmus' | 'apache' | 'rclone' | 'nginx'

/** How a server is described in the report. */
export interface ServerDescription {
  readonly version: string
  /** What matters of its configuration, in words. */
  readonly setting: string
}

export const username = 'bench'
export const password = 'a password for the bench'
export const basic = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
