import { ResourceError, type ResourceErrorReason, resourceErrorStatus } from '@isthmus/webdav'
import { TreeRefusal } from '../../files/index.ts'
import { IsthmusError } from '../../platform/errors.ts'
import type { Because } from '../../platform/fault-reasons.ts'
import { fillSentence } from '../../platform/sentence.ts'
import type { Speech, Words } from './words.ts'

/** What a page says of a fault. */
export interface SaidFault {
  readonly status: number
  readonly message: string
}

/**
 * Says what was refused in the language of the page.
 * @returns `undefined` for what is a fault of the program, which somebody has to log
 */
export function sayRefusal(error: unknown, { words }: Speech): SaidFault | undefined {
  if (error instanceof ResourceError) {
    const because = error instanceof TreeRefusal ? error.because : undefined
    return { status: resourceErrorStatus[error.reason], message: say(words, because, codes[error.reason]) }
  }
  return error instanceof IsthmusError && error.status < 500 ? sayFault(error, { words }) : undefined
}

/** Says what went wrong in the language of the page. */
export function sayFault(
  { code, status, because }: IsthmusError,
  { words }: Pick<Speech, 'words'>,
): SaidFault {
  return { status, message: say(words, because, code) }
}

/** Why, where there are words for it; else what has happened. */
function say({ reasons, faults, anyFault }: Words, because: Because | undefined, code = ''): string {
  const said: Readonly<Partial<Record<string, string>>> = faults
  const why = because && reasons[because.reason]
  return why === undefined ? (said[code] ?? anyFault) : fillSentence(why, because?.params)
}

const codes: Partial<Record<ResourceErrorReason, keyof Words['faults']>> = {
  'not-found': 'node-not-found',
  'parent-missing': 'node-not-found',
  'already-exists': 'node-exists',
  'too-large': 'payload-too-large',
  'insufficient-storage': 'insufficient-storage',
  'bad-path': 'name-invalid',
  forbidden: 'forbidden',
  locked: 'node-locked',
  unavailable: 'unavailable',
}
