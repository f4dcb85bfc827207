import { z } from 'zod'
import { optionalText } from './text.ts'
import { withoutUndefined } from './without-undefined.ts'

/** One field that a request got wrong. The message is a code: `REQUIRED`, `INVALID`, `TOO_LONG`, `NOT_FOUND` … */
export interface ValidationError {
  /** Where in the body, as `protocol.webdav.sharedSecret`. */
  name: string
  message: string
}

/** The body of every refusal below `{endPoint}` (OCM 1.4, `Error` and `400` of the API specification). */
export interface ErrorBody {
  message: string
  validationErrors?: readonly ValidationError[]
}

/**
 * The body of a refusal.
 *
 * @param message - for machines and people, without special characters, as `SIGNATURE_INVALID`
 * @param validationErrors - only a 400 has them
 */
export function errorBody(message: string, validationErrors: readonly ValidationError[] = []): ErrorBody {
  return validationErrors.length > 0 ? { message, validationErrors } : { message }
}

/** Why a body was not read, as the answer says it: 400 when it is wrong, 501 when it asks for what is not supported. */
export interface WireRefusal {
  ok: false
  status: 400 | 501
  message: string
  validationErrors: readonly ValidationError[]
}

/** The refusal of a body that is wrong. */
export function invalid(validationErrors: readonly ValidationError[]): WireRefusal {
  return { ok: false, status: 400, message: 'VALIDATION_FAILED', validationErrors }
}

/** The refusal of what is right and not supported here. */
export function unsupported(message: string): WireRefusal {
  return { ok: false, status: 501, message, validationErrors: [] }
}

/** The problems that a schema found, one per field. */
export function validationErrorsOf(error: z.ZodError): ValidationError[] {
  const byName = new Map<string, string>()
  for (const issue of error.issues) {
    const name = issue.path.join('.')
    if (!byName.has(name)) byName.set(name, issue.message)
  }
  return [...byName].map(([name, message]) => ({ name, message }))
}

const ErrorAnswer = z.object({
  message: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
})

/**
 * What a peer says about its refusal, in whatever shape: `message` of OCM, `error` of the token endpoint. Undefined for
 * a page of HTML and anything else.
 */
export function readErrorAnswer(json: unknown): { message?: string; error?: string } {
  const answer = ErrorAnswer.safeParse(json)
  return answer.success ? withoutUndefined({ message: answer.data.message, error: answer.data.error }) : {}
}

const ShareAnswer = z.object({ recipientDisplayName: optionalText(1024).catch(undefined) })

/**
 * What the receiver says when it has stored a share. Nothing in it is needed: peers answer `{}`, `[]` or an empty body.
 */
export function readShareAnswer(json: unknown): { recipientDisplayName?: string } {
  const answer = ShareAnswer.safeParse(json)
  return answer.success ? withoutUndefined({ recipientDisplayName: answer.data.recipientDisplayName }) : {}
}
