import { z } from 'zod'
import { conflictChoices } from '../../files/index.ts'
import { fault } from '../../platform/errors.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import { checkShape } from '../check-shape.ts'
import { idValue, momentValue, pathValue } from './api-values.ts'

/** What is said of a file before it comes; whatever else clients say is left aside. */
const metadata = z.object({
  path: pathValue,
  space: idValue.exactOptional(),
  conflict: z.enum(conflictChoices).default('refuse'),
  modified: momentValue.exactOptional(),
  'if-match': z
    .string()
    .regex(/^"?[^"]{1,200}"?$/)
    .transform((tag) => tag.replaceAll('"', ''))
    .exactOptional(),
})

/**
 * Reads the header `Upload-Metadata` (tus 1.0.0, Creation): keys, each with a value in Base64. Clients that know nothing of
 * this server say the name of the file in `filename`: then it goes into the user's own files, to the top.
 * @throws IsthmusError `validation-failed`
 */
export function readUploadMetadata(header: string | undefined): z.infer<typeof metadata> {
  const said = parse(header ?? '')
  const { filename } = said
  return checkShape(
    metadata,
    filename === undefined ? said : { path: `/${filename.replaceAll('/', '_')}`, ...said },
    'Some values of Upload-Metadata are wrong.',
  )
}

function parse(header: string): Record<string, string> {
  const pairs = header
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => /^([!-~]+)(?: ([A-Za-z0-9+/]*={0,2}))?$/.exec(pair))
  const keys = pairs.map((pair) => pair?.[1])
  // tus 1.0.0, Upload-Metadata: all keys MUST be unique.
  if (keys.includes(undefined) || new Set(keys).size < keys.length) throw malformed()
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', decode(pair?.[2] ?? '')]))
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(base64: string): string {
  try {
    return utf8.decode(Buffer.from(base64, 'base64'))
  } catch {
    throw malformed()
  }
}

function malformed() {
  return fault('validation-failed', {
    detail: 'Upload-Metadata must be keys with values in Base64 of UTF-8, separated by commas.',
    errors: [wrongField('upload-metadata', broken('wrong-form'))],
  })
}
