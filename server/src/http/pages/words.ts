/** The words of pages, in English and German. */

import { appWords } from './words/app-words.ts'
import { faultWords } from './words/fault-words.ts'
import { linkWords } from './words/link-words.ts'
import { passwordWords } from './words/password-words.ts'
import { setupWords } from './words/setup-words.ts'
import { signInWords } from './words/sign-in-words.ts'
import { uiWords } from './words/ui-words.ts'

const english = {
  ...linkWords.english,
  ...signInWords.english,
  ...setupWords.english,
  ...passwordWords.english,
  ...uiWords.english,
  ...faultWords.english,
  ...appWords.english,
}

export type Words = typeof english

const german: Words = {
  ...linkWords.german,
  ...signInWords.german,
  ...setupWords.german,
  ...passwordWords.german,
  ...uiWords.german,
  ...faultWords.german,
  ...appWords.german,
}

/** How a page speaks to somebody. */
export interface Speech {
  /** BCP 47 tag, as the browser prefers it: also for figures and dates. */
  readonly locale: string
  readonly words: Words
  /** What the cloud is called that speaks; absent where that is not known. */
  readonly cloud?: string
}

const longestHeader = 1000

/**
 * The language of a page.
 * @param header - `Accept-Language` (RFC 9110 12.5.4)
 * @param chosen - BCP 47, what somebody has chosen: counts before that, where there are words for it
 */
export function speechFor(header: string | undefined, chosen?: string): Speech {
  const wanted = [chosen ?? '', ...(header ?? '').slice(0, longestHeader).split(',')]
    .flatMap((item) => {
      const [, tag = '', quality = '1'] =
        /^\s*([a-z]{2}(?:-[a-z0-9]{2,8})*)\s*(?:;\s*q=([01](?:\.\d{1,3})?))?\s*$/i.exec(item) ?? []
      return /^(?:en|de)(?:-|$)/i.test(tag) && Number(quality) > 0 ? [{ tag, quality: Number(quality) }] : []
    })
    .toSorted((one, other) => other.quality - one.quality)
  const locale = canonical(wanted[0]?.tag ?? 'en')
  return { locale, words: locale.startsWith('de') ? german : english }
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
