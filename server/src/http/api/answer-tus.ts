import { fault, IsthmusError } from '../../platform/errors.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import { errorReply, faultReply } from '../error-reply.ts'
import type { Call, Reply } from '../route.ts'
import { inWordsOfApi } from './resource-refusal.ts'

/** The version of the tus protocol that is spoken here (https://tus.io/protocols/resumable-upload). */
export const tusVersion = '1.0.0'

const spoken = { 'tus-resumable': tusVersion }

/**
 * Answers a request of the tus protocol.
 * @param work - what is asked for
 */
export async function answerTus(
  { headers, application: { logger } }: Pick<Call, 'headers' | 'application'>,
  work: () => Promise<Reply>,
): Promise<Reply> {
  // tus 1.0.0, Tus-Resumable: with a version that is not spoken here, the request MUST NOT be processed.
  if (headers['tus-resumable'] !== tusVersion) {
    const refusal = faultReply('api', fault('tus-version-unsupported'))
    return { ...refusal, headers: { ...refusal.headers, ...spoken, 'tus-version': tusVersion } }
  }
  const answer = await inWordsOfApi(work()).catch((error: unknown) => {
    // What nobody expected is logged where everything else is.
    if (!(error instanceof IsthmusError)) throw error
    return errorReply('api', error, logger)
  })
  // tus 1.0.0, Tus-Resumable: the header MUST be in every response.
  return { ...answer, headers: { ...answer.headers, ...spoken } }
}

/** A header that is a number of bytes. @throws IsthmusError `validation-failed` */
export function bytesHeader(headers: Call['headers'], name: 'upload-length' | 'upload-offset'): number {
  const value = headers[name]
  if (value === undefined || !/^\d{1,15}$/.test(value)) {
    throw fault('validation-failed', {
      detail: `The header ${name} must be a number of bytes.`,
      errors: [wrongField(name, broken('not-bytes'))],
    })
  }
  return Number(value)
}
