/**
 * Named places where a test lets the process die.
 *
 * `ISTHMUS_CRASH_AT=before-commit:3` kills the process with SIGKILL when it passes `before-commit` for the third
 * time (`:1` when absent), so that a test can stop a server at an exact step and look at what the next start finds.
 * Without the variable passing a point costs one comparison.
 */

/** Those that a server passes. */
export const crashPoints = [
  /** One write has run, others of the same transaction and its COMMIT have not. */
  'inside-commit',
  /** A group of writes has run, its COMMIT has not begun. */
  'before-commit',
  /** The COMMIT is durable; nobody has been told. */
  'after-commit-before-wake',
  /** All bytes of a blob were handed to the operating system, none is known to be on the disk. */
  'before-blob-fsync',
  /** The bytes of a blob are on the disk, its name is not that of a blob yet. */
  'after-blob-fsync',
  /** A blob has its name, which is not known to be on the disk. */
  'after-blob-rename',
  /** A blob is durable, no row points to it. */
  'after-blob-before-row',
  /** What came of an upload is on the disk, its row does not say so. */
  'before-saving-upload',
  /** The row of an upload says what came of it, whoever sent that has no answer. */
  'after-saving-upload',
  /** All of an upload has come and is a blob, and no file has it. */
  'before-making-upload',
  /** The file of an upload is durable, whoever sent it has no answer. */
  'after-making-upload',
  /** What is removed has been taken out of use, but not committed. */
  'before-trashing',
  /** The removal is durable, whoever removed it has no answer. */
  'after-trashing',
  /** What is restored from the trash has been put into use, but not committed. */
  'before-restoring',
  /** The restoration is durable, whoever asked for it has no answer. */
  'after-restoring',
  /** A batch of what was deleted for good is gone, the next one is not. */
  'between-purges',
  /** A file has other contents and what it held before is a version, but not committed. */
  'before-keeping-version',
  /** The other contents are durable, whoever sent them has no answer. */
  'after-keeping-version',
  /** A file has back what it held before, but not committed. */
  'before-restoring-version',
  /** The restoration of a version is durable, whoever asked for it has no answer. */
  'after-restoring-version',
  /** One file of a folder has been copied from one server to another, others may not have been. */
  'between-copied-files',
  /** What moves from one server to another is whole at its target, and still at its source. */
  'before-removing-source',
  /** It is at its target only, whoever moved it has no answer. */
  'after-removing-source',
  /** A lock, and the empty file that it may be on, has been written, but not committed. */
  'before-locking',
  /** A lock is durable, whoever took it does not know its token. */
  'after-locking',
  /** Jobs are claimed durably, none of them has begun. */
  'after-claim',
  /** An attempt at a job has ended, what it led to is not written. */
  'before-settling',
  /** A share, with the places of its recipients on this server, has been written, but not committed. */
  'before-sharing',
  /** A share is durable, whoever shared it has no answer. */
  'after-sharing',
  /** A share allows something else, but not committed. */
  'before-changing',
  /** The change of a share is durable, whoever changed it has no answer. */
  'after-changing',
  /** A change of a share is about to be told. */
  'before-telling-change',
  /** The recipient's server has heard of a change of a share, the job is not done yet. */
  'after-telling-change',
  /** A share can be announced, nothing about it is written or sent. */
  'before-terms',
  /** The terms of a share are written, its announcement has not left. */
  'before-announcing',
  /** The recipient's server has answered an announcement, what follows is not written. */
  'after-announcing',
  /** A received share has been written, but not committed. */
  'before-receiving',
  /** A received share is durable, its sender has no answer. */
  'after-receiving',
  /** The recipient's acceptance has been written, but not committed. */
  'before-accepting',
  /** The acceptance is durable, the recipient has no answer. */
  'after-accepting',
  /** That the recipient declines or leaves has been written, but not committed. */
  'before-declining',
  /** That the recipient declines or leaves is durable, the recipient has no answer. */
  'after-declining',
  /** The recipient's answer is about to be told. */
  'before-answering',
  /** The sender's server has heard the recipient's answer, the job is not done yet. */
  'after-answering',
  /** The recipient's answer has been written at the sender's server, but not committed. */
  'before-noting-answer',
  /** The recipient's answer is durable at the sender's server, the recipient's has no reply. */
  'after-noting-answer',
  /** A revocation has been written, but not committed. */
  'before-revoking',
  /** A revocation is durable, its owner has no answer. */
  'after-revoking',
  /** The end of a share is about to be told. */
  'before-telling-end',
  /** The recipient's server has heard of the end of a share, the job is not done yet. */
  'after-telling-end',
  /** A received share allows something else, but not committed. */
  'before-noting-change',
  /** The change of a received share is durable, its sender has no answer. */
  'after-noting-change',
  /** The end of a received share has been written, but not committed. */
  'before-ending',
  /** The end of a received share is durable, its sender has no answer. */
  'after-ending',
] as const

/** Those that a command passes, and no server. */
const commandCrashPoints = [
  /** A backup has the database, and not yet all that files hold. */
  'inside-backup',
  /** A backup is complete, but for its name. */
  'before-naming-backup',
  /** A restored data folder has everything but its keys and its database. */
  'before-restored-database',
] as const

export type CrashPoint = (typeof crashPoints)[number] | (typeof commandCrashPoints)[number]

const target = parseTarget(process.env['ISTHMUS_CRASH_AT'])
let passesLeft = target?.passes ?? 0

/** Dies here when `ISTHMUS_CRASH_AT` names this point and this is the passing that it asks for. */
export function crashPoint(name: CrashPoint): void {
  if (name !== target?.name) return
  passesLeft -= 1
  if (passesLeft === 0) process.kill(process.pid, 'SIGKILL')
}

function parseTarget(value: string | undefined): { name: string; passes: number } | undefined {
  if (value === undefined || value === '') return undefined
  const [name = '', passes = '1'] = value.split(':')
  // A point that is never passed would let a test succeed that has tested nothing.
  const known: readonly string[] = [...crashPoints, ...commandCrashPoints]
  if (!known.includes(name) || !/^[1-9]\d*$/.test(passes)) {
    throw new Error(
      `ISTHMUS_CRASH_AT must be one of ${known.join(', ')}, with :N for the N-th passing: ${value}`,
    )
  }
  return { name, passes: Number(passes) }
}
