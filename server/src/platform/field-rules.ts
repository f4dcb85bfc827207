import { fillSentence, type SentenceValues, type ValuesFor } from './sentence.ts'

/**
 * What a field of a request can break, by a stable code, in words that stand alone beside the field. To add a rule, add
 * a line here and its German words in web/src/i18n/de/field-rules.ts, and renew docs/reference/errors.md (`-u`).
 */
export const fieldRules = {
  // Any value
  missing: 'This is missing.',
  'wrong-kind': 'Another kind of value belongs here: {expected}.',
  'wrong-form': 'This is not written as it has to be.',
  'not-one-of': 'One of these: {values}.',
  'unknown-member': 'Nothing of this name belongs here: {names}.',
  'given-twice': 'This is given more than once.',

  // Texts, numbers, lists
  empty: 'Something has to be here.',
  'too-short': 'At least {minimum} characters.',
  'too-long': 'At most {maximum} characters.',
  'too-many-bytes': 'At most {maximum} bytes.',
  'not-one-line': 'Between 1 and {maximum} characters, in one line.',
  'control-characters': 'No control characters.',
  'too-small': 'At least {minimum}.',
  'too-large': 'At most {maximum}.',
  'not-in-range': 'A whole number from {minimum} to {maximum}.',
  'not-bytes': 'A number of bytes, 0 or more.',
  'too-few': 'At least {minimum} of them.',
  'too-many': 'At most {maximum} of them.',
  'not-a-switch': 'Yes or no (true or false).',

  // Times
  'not-a-moment': 'A date and time with its zone, such as 2026-03-01T12:00:00Z.',
  'not-in-future': 'This has to be in the future.',
  'too-far-away': 'At the latest {latest}.',
  'not-a-duration': 'A duration with its unit, such as 10s, 5m, 2h or 14d.',

  // People and their accounts
  'not-an-address': 'This is no e-mail address. Write it as name@host.example.',
  'name-characters': 'Letters, digits, “.”, “_” and “-” only.',
  'name-start': 'The first character must be a letter or a digit.',
  'name-letters': 'Use the common form of each letter, no full-width ones or ligatures.',
  'not-a-language': 'A language tag such as en, de-CH or zh-Hant.',
  'not-a-time-zone': 'A name of the time zone database such as Europe/Zurich.',
  'wrong-password': 'This is not your password.',
  'password-or-address': 'Give a password, or an e-mail address to which a link is sent.',
  'no-successor': 'Name another user, whose account is not disabled.',

  // Files and shares
  'not-a-path': 'A path such as /Trip/plan.txt.',
  'not-within-files': 'Name a file or folder: all files at once cannot be shared.',
  'not-an-id': 'This is no id.',
  'not-a-page': 'What a page gave as its `next` belongs here.',
  'not-names': 'Names belong here, separated by /.',
  'not-with-path': 'This is not asked for together with a path.',
  'needs-path': 'This needs a path.',
  'not-the-name': 'This is not the name of the space.',
  'for-links-alone': 'Only a link can have this.',
  'nobody-named': 'Name somebody.',
  'link-with-recipient': 'A link is for whoever has it: nobody is named.',
  'not-rights-of-link': 'A link lets people read, read and write, or add files alone.',
  'drop-needs-link': 'Only a link can let people add files and see nothing.',
  'drop-needs-folder': 'Only a folder can take files.',
  'drop-without-downloads': 'Where files are only put, nothing is downloaded.',
  'link-needs-password': 'Links need a password on this server.',

  // Servers and settings
  'not-a-host': 'A host name or an IP address.',
  'own-cloud': 'This is this cloud itself.',
  'not-https': 'This has to be https: other servers reach this one over that only.',
  'not-a-public-url': 'A scheme, a host and perhaps a port, without a path: https://cloud.example.',
  'not-a-folder-path': 'A path such as /Shared, without empty parts, . or ..',
  'no-such-setting': 'This is no setting that can be changed here.',
  'not-such-a-value': 'This must be {expected}.',
} as const satisfies Record<string, string>

export type FieldRule = keyof typeof fieldRules

/** A rule of the catalogue with its values. */
export interface BrokenRule {
  readonly rule: FieldRule
  readonly params?: SentenceValues
}

/** One field of a request that is wrong, as `validation-failed` lists them. */
export interface FieldError extends BrokenRule {
  /** Path of the field joined by dots, `protocol.webdav.uri`. */
  readonly name: string
  /** The rule in English. */
  readonly message: string
}

/** A rule that is broken: `broken('too-short', { minimum: 8 })`. */
export function broken<R extends FieldRule>(
  rule: R,
  ...[params]: ValuesFor<(typeof fieldRules)[R]>
): BrokenRule {
  return { rule, ...(params !== undefined && { params }) }
}

/** Says of a field which rule it breaks. @param name - path of the field joined by dots */
export function wrongField(name: string, { rule, params }: BrokenRule): FieldError {
  return {
    name,
    rule,
    ...(params !== undefined && { params }),
    message: fillSentence(fieldRules[rule], params),
  }
}

/** Whether a text is the code of a rule: shapes name one where others have words of their own. */
export function isFieldRule(text: string): text is FieldRule {
  return Object.hasOwn(fieldRules, text)
}
