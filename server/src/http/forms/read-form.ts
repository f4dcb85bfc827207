import type { Readable } from 'node:stream'
import { fault } from '../../platform/errors.ts'

/** Bytes: the fields are short texts. */
const longestForm = 16 * 1024

/**
 * Reads a form of short texts.
 * @throws IsthmusError `unsupported-media-type`, `payload-too-large`, `validation-failed` for a NUL
 */
export async function readForm(stream: Readable, contentType: string | undefined): Promise<URLSearchParams> {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? '')) {
    throw fault('unsupported-media-type', { detail: 'Send a form.' })
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // Destroying it would cut the connection that the answer takes.
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > longestForm) throw fault('payload-too-large', { detail: 'The form is too long.' })
    chunks.push(chunk)
  }
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
  if ([...form.values()].some((value) => value.includes('\0'))) {
    throw fault('validation-failed', { detail: 'A field holds a character that no text can have.' })
  }
  return form
}
