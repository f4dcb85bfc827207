import type { Addressee } from '../letter.ts'
import { english } from './english.ts'
import { german } from './german.ts'
import type { Words } from './words.ts'

/** The words for a person, in the language that is nearest to theirs. */
export function wordsFor({ language = '' }: Pick<Addressee, 'language'>): Words {
  return /^de\b/i.test(language) ? german : english
}
