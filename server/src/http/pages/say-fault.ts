import { ResourceError, type ResourceErrorReason, resourceErrorStatus } from '@isthmus/webdav'
import { IsthmusError } from '../../platform/errors.ts'
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
export function sayRefusal(error: unknown, speech: Speech): SaidFault | undefined {
  if (error instanceof ResourceError) {
    const status = resourceErrorStatus[error.reason]
    const code = codes[error.reason]
    return { status, message: code === undefined ? error.message : speech.words.faults[code] }
  }
  return error instanceof IsthmusError && error.status < 500 ? sayFault(error, speech) : undefined
}

/** Says what went wrong in the language of the page; what has no words there, in those of the catalogue. */
export function sayFault({ code, status, detail, title }: IsthmusError, { words }: Speech): SaidFault {
  const said: Readonly<Partial<Record<string, string>>> = words.faults
  return { status, message: said[code] ?? detail ?? title }
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
