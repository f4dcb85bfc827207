import { z } from 'zod'
import { type BrokenRule, broken } from '../field-rules.ts'

/** A form of value: how it is checked, how it is read from plain text, how it is explained. */
export interface Kind<S extends z.ZodType = z.ZodType> {
  /** From what the operator wrote to what the program uses. */
  readonly schema: S
  /** Stands for the value in help: `HOST:PORT`. */
  readonly placeholder: string
  /** Completes the sentence "expected …". */
  readonly expects: string
  /** The same by a code, for those kinds whose values people choose in the app. */
  readonly breaks?: BrokenRule
  /** From the text of a flag or an environment variable to what the file would hold. */
  fromText(text: string): unknown
  /**
   * Every text in the value names a file or a folder, relative to the configuration file or to where the program was
   * started.
   */
  readonly names?: 'files' | 'folder'
}

const asIs = (text: string): unknown => text

/** One line of text. */
export const text = {
  schema: z.string().trim().min(1).max(200),
  placeholder: 'TEXT',
  expects: 'a text (in quotes where YAML would read it as a number)',
  breaks: broken('not-one-line', { maximum: 200 }),
  fromText: asIs,
} satisfies Kind

/** A password or a key: as it is, with its blanks. */
export const secretText = {
  schema: z
    .string()
    .min(1)
    .max(500)
    .regex(/^\P{Cc}+$/u),
  placeholder: 'TEXT',
  expects: 'a text on one line',
  breaks: broken('not-one-line', { maximum: 500 }),
  fromText: asIs,
} satisfies Kind

/** An e-mail address. */
export const mailAddress = {
  schema: z
    .string()
    .max(254)
    .regex(/^[\w!#$%&'*+/=?^`{|}~.-]+@[a-z0-9-]+(\.[a-z0-9-]+)*$/i),
  placeholder: 'NAME@HOST',
  expects: 'an e-mail address',
  breaks: broken('not-an-address'),
  fromText: asIs,
} satisfies Kind

/** A switch. */
export const yesOrNo = {
  schema: z.boolean(),
  placeholder: 'true|false',
  expects: 'true or false',
  breaks: broken('not-a-switch'),
  fromText: (written: string): unknown => (written === 'true' ? true : written === 'false' ? false : written),
} satisfies Kind

/** A path; the loader makes it absolute. */
export const folder = {
  schema: z.string().min(1),
  placeholder: 'DIR',
  expects: 'the path of a folder',
  fromText: asIs,
  names: 'folder',
} satisfies Kind

/** The path of a file that exists. */
export const file = {
  schema: z.string().min(1),
  placeholder: 'FILE',
  expects: 'the path of a file',
  fromText: asIs,
  names: 'files',
} satisfies Kind

/** Paths of files that exist. */
export const files = {
  schema: z.array(z.string().min(1)),
  placeholder: 'FILE,…',
  expects: 'a list of paths of files',
  fromText: splitList,
  names: 'files',
} satisfies Kind

/** A whole number within inclusive bounds. */
export function wholeNumber(from: number, to: number) {
  return {
    schema: z.int().min(from).max(to),
    placeholder: 'N',
    expects: `a whole number from ${from} to ${to}`,
    breaks: broken('not-in-range', { minimum: from, maximum: to }),
    fromText: (written: string): unknown => (/^\d+$/.test(written) ? Number(written) : written),
  } satisfies Kind
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return {
    schema: z.enum(words),
    placeholder: words.join('|'),
    expects: `one of ${words.join(', ')}`,
    breaks: broken('not-one-of', { values: words.join(', ') }),
    fromText: asIs,
  } satisfies Kind
}

/** The items of a comma-separated list. */
export function splitList(written: string): readonly string[] {
  return written
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/**
 * A kind whose value is written as one text and parsed by a function.
 * @param parse - returns `undefined` for text of a wrong form
 * @param breaks - what `expects` says, by a code
 */
export function parsed<T extends string | number | object>(
  placeholder: string,
  expects: string,
  parse: (written: string) => T | undefined,
  breaks?: BrokenRule,
) {
  const schema = z.string().transform(orIssue(parse))
  return { schema, placeholder, expects, fromText: asIs, ...(breaks && { breaks }) } satisfies Kind
}

/** Turns "not of this form" (`undefined`) into an issue of zod. */
export function orIssue<In, Out extends string | number | object>(
  parse: (value: In) => Out | undefined,
): (value: In, context: z.RefinementCtx) => Out {
  return (value, context) => {
    const result = parse(value)
    if (result !== undefined) return result
    context.addIssue({ code: 'custom' })
    return z.NEVER
  }
}
