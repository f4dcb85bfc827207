import type { Because } from './fault-reasons.ts'
import type { FieldError } from './field-rules.ts'

/** HTTP status, and what happened in words that a person can act on. */
export interface CatalogueEntry {
  readonly status: number
  readonly title: string
}

/**
 * Every fault that can reach a person, by its stable code. To add one, add a line here and run the tests with `-u` to
 * renew docs/reference/errors.md.
 */
export const errorCatalogue = {
  // Requests
  'validation-failed': {
    status: 400,
    title: 'Some of what was sent is missing or wrong; see the list of errors.',
  },
  unauthorized: { status: 401, title: 'Sign in, or send a valid token.' },
  forbidden: { status: 403, title: 'You are signed in, but you may not do this.' },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address. It may have been removed or renamed.',
  },
  'method-not-allowed': { status: 405, title: 'This cannot be done at this address.' },
  conflict: {
    status: 409,
    title: 'This contradicts what exists already. Look at the current state and try again.',
  },
  'precondition-failed': {
    status: 412,
    title: 'This has changed since you last saw it. Look at it again, and decide what is to be kept.',
  },
  'payload-too-large': { status: 413, title: 'The request is larger than this server accepts.' },
  'unsupported-media-type': { status: 415, title: 'The request is not in a format that is understood here.' },
  'range-not-satisfiable': { status: 416, title: 'This is shorter than the part that was asked for.' },
  'unknown-host': {
    status: 421,
    title: 'No cloud with this host name lives here. Check the address, or publicUrl in the configuration.',
  },
  'too-many-requests': { status: 429, title: 'Too many attempts. Wait a little and try again.' },
  internal: {
    status: 500,
    title: 'The server made a mistake. The administrator finds the cause in the log.',
  },
  unavailable: { status: 503, title: 'This does not work at the moment. Try again later.' },
  'storage-full': {
    status: 507,
    title: 'There is no space left on the server. Its administrator has to make room.',
  },

  // Accounts
  'user-not-found': { status: 404, title: 'There is no user with this name.' },
  'user-exists': { status: 409, title: 'A user with this name exists already. Choose another name.' },
  'user-name-used': {
    status: 409,
    title:
      'A user who was deleted had this name. Other clouds may still know it and would take the new user for the old ' +
      'one, so nobody gets it again. Choose another name.',
  },
  'name-invalid': { status: 422, title: 'This name cannot be used. Choose another one.' },

  // Files
  'node-not-found': { status: 404, title: 'There is no such file or folder.' },
  'node-exists': { status: 409, title: 'A file or folder with this name exists already.' },
  'node-locked': { status: 423, title: 'Somebody else works on this. Try again later.' },
  'insufficient-storage': {
    status: 507,
    title: 'There is no room left for this. Delete something, or ask an administrator for more.',
  },
  'trash-item-not-found': {
    status: 404,
    title: 'This is not in the trash. It may have been restored, or deleted for good.',
  },
  'version-not-found': {
    status: 404,
    title:
      'There is no such version of this file. Old versions are dropped with time, or when there is no room.',
  },
  'space-not-found': { status: 404, title: 'There is no such space, or you do not belong to it.' },
  'upload-not-found': {
    status: 404,
    title: 'There is no such upload. It may have ended or have expired; begin it anew.',
  },
  'upload-offset-mismatch': {
    status: 409,
    title: 'The upload is at another place than this. Ask how far it is, and go on from there.',
  },
  'upload-incomplete': {
    status: 409,
    title: 'Not all of the upload is there. Send the rest of it first.',
  },
  'upload-busy': { status: 423, title: 'Another request adds to this upload at the moment. Try again soon.' },
  'too-many-uploads': {
    status: 429,
    title: 'You have too many unfinished uploads. Go on with some, or end them.',
  },
  'tus-version-unsupported': {
    status: 412,
    title: 'Uploads speak version 1.0.0 of the tus protocol here. Send the header Tus-Resumable: 1.0.0.',
  },
  'last-manager': {
    status: 409,
    title: 'Nobody would manage the space any more. Make somebody else a manager first.',
  },
  'resource-in-mount': {
    status: 422,
    title: 'This lies on another cloud and cannot be shared from here. Ask its owner to share it.',
  },

  // Shares and the inbox
  'share-not-found': {
    status: 404,
    title: 'There is no such share. It may have been revoked or have expired.',
  },
  'share-exists': { status: 409, title: 'This is shared with this person or group already.' },
  'share-over': { status: 409, title: 'This share is over. Share it anew.' },
  'share-with-self': { status: 422, title: 'You cannot share something with yourself.' },
  'recipient-not-found': {
    status: 422,
    title: 'There is no such user or group on this server. Somebody on another one is name@cloud.example.',
  },
  'invalid-address': {
    status: 422,
    title: 'This is not a federated address. Write it as name@cloud.example.',
  },
  'inbox-item-not-found': {
    status: 404,
    title: 'There is no such item in the inbox. It may have been withdrawn.',
  },
  'inbox-item-answered': { status: 409, title: 'This item of the inbox has been answered already.' },

  // Other servers
  'peer-blocked': {
    status: 422,
    title: 'An administrator has blocked this cloud: nothing is shared with it, and nothing taken from it.',
  },
  'peer-unreachable': {
    status: 502,
    title: 'The other cloud cannot be reached. Check its address or try again later.',
  },
  'peer-refused': { status: 502, title: 'The other cloud refused. Its administrator can tell why.' },

  // Settings and tenants
  'mail-not-configured': {
    status: 503,
    title: 'This cloud sends no mail. Its administrator can choose an SMTP server.',
  },
  'setting-locked': {
    status: 409,
    title: 'The configuration of the server decides this for all its clouds. Change it there.',
  },
  'tenant-exists': { status: 409, title: 'A cloud with this address lives here already.' },

  // Start and operation
  'data-folder-in-use': {
    status: 500,
    title: 'Another process works with this data folder. Stop it, or use another folder.',
  },
  'data-folder-foreign': {
    status: 500,
    title:
      'This data folder belongs to another database. Set database.url back, or use the data folder of this database.',
  },
  'database-unusable': {
    status: 500,
    title: 'The database cannot be used. Check that it runs, and database.url in the configuration.',
  },
  'database-too-new': {
    status: 500,
    title: 'A newer version of Isthmus has written this database. Install that version, or restore a backup.',
  },
  'tenant-mismatch': {
    status: 500,
    title:
      'The public URL is not the one this data folder was made for. Other clouds know the old one: go back to it.',
  },
  'key-file-exposed': {
    status: 500,
    title: 'Other users of this machine can read the key file. Allow its owner alone: chmod 600.',
  },
  'key-file-damaged': {
    status: 500,
    title: 'The key file cannot be used. Restore it from the backup of the database.',
  },
  'blobs-missing': {
    status: 500,
    title:
      'What all files hold is not in the data folder. Mount the disk that has it, or restore it from a backup.',
  },
  'backup-folder-unusable': {
    status: 500,
    title: 'Backups cannot be kept in this folder. Choose another one, which is empty or new.',
  },
  'backup-folder-in-use': {
    status: 500,
    title: 'Another process works with this folder of backups. Wait until it has ended.',
  },
  'backup-not-found': {
    status: 500,
    title: 'There is no finished backup in this folder. Look whether it is the right one.',
  },
  'backup-damaged': {
    status: 500,
    title: 'The backup is not as it was written, so it was not restored. Try an older one.',
  },
  'backup-unfit': { status: 500, title: 'This backup cannot be restored to that kind of database.' },
  'database-not-empty': {
    status: 500,
    title: 'A backup is restored into an empty database only. Let database.url name a new one.',
  },
  'database-tool-failed': {
    status: 500,
    title:
      'The programs of PostgreSQL could not do it. See what they say; without them, dump and restore the database by ' +
      'yourself, and add --without-database.',
  },
  'data-folder-not-empty': {
    status: 500,
    title: 'A backup is restored into an empty folder only. Name another one, or move what is in it away.',
  },
  'sealed-value-unreadable': {
    status: 500,
    title: 'A stored secret cannot be opened. Restore the key file that belongs to this database.',
  },
} as const satisfies Record<string, CatalogueEntry>

export type ErrorCode = keyof typeof errorCatalogue

/** What is known about this one occurrence. Never a secret: all of it but `cause` and `meta` is shown. */
export interface FaultDetails {
  /** Why, where the code alone would leave a person guessing. */
  readonly because?: Because
  /** The same for those alone who run the server or write programs for it: apps do not show it, it is English. */
  readonly detail?: string
  readonly errors?: readonly FieldError[]
  /** Seconds after which it is worth another try; sent as `Retry-After`. */
  readonly retryAfter?: number
  /** Values for the log alone. */
  readonly meta?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** A fault from the catalogue. Only the HTTP edge and the command line turn it into an answer. */
export class IsthmusError extends Error {
  override readonly name = 'IsthmusError'
  readonly code: ErrorCode
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  readonly because: Because | undefined
  readonly errors: readonly FieldError[] | undefined
  readonly retryAfter: number | undefined
  readonly meta: Readonly<Record<string, unknown>> | undefined

  constructor(code: ErrorCode, details: FaultDetails = {}) {
    const { because, detail = because?.sentence, errors, retryAfter, meta, cause } = details
    const { status, title } = errorCatalogue[code]
    super(detail === undefined ? title : `${title} ${detail}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.status = status
    this.title = title
    this.detail = detail
    this.because = because
    this.errors = errors
    this.retryAfter = retryAfter
    this.meta = meta
  }
}

/** Makes the error to throw: `throw fault('share-not-found')`. */
export function fault(code: ErrorCode, details: FaultDetails = {}): IsthmusError {
  return new IsthmusError(code, details)
}
