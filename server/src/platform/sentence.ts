/**
 * Sentences with holes, `{name} has no room left.`: the one form in which the catalogues of errors keep what they say, so
 * that whoever speaks another language can say the same of the same values.
 */

/** What is put into the holes of a sentence, by name. */
export type SentenceValues = Readonly<Record<string, string | number>>

type HolesOf<S extends string> = S extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesOf<Rest>
  : never

/** What a sentence needs to be said: nothing, or its values. */
export type ValuesFor<S extends string> = [HolesOf<S>] extends [never]
  ? []
  : [values: Readonly<Record<HolesOf<S>, string | number>>]

/** @returns the sentence with its holes filled */
export function fillSentence(sentence: string, values: SentenceValues = {}): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}
