import { fault } from '../../platform/errors.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'

const longestName = 100

/**
 * A name for people, who may give several teams the same one: the id tells spaces apart.
 * @throws IsthmusError `validation-failed`
 */
export function spaceName(written: string): string {
  const name = written.normalize('NFC').trim()
  const isUsable = name !== '' && name.isWellFormed() && !/\p{Cc}/u.test(name) && name.length <= longestName
  if (isUsable) return name
  throw fault('validation-failed', {
    errors: [wrongField('name', broken('not-one-line', { maximum: longestName }))],
  })
}
