/** The language of the app: its words are fetched when it is spoken. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { faults } from './de/faults.ts'
import type { admin } from './en/admin.ts'
import type { audit } from './en/audit.ts'
import type { core } from './en/core.ts'
import type { settings } from './en/settings.ts'
import type { Words } from './words.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: typeof core & {
      admin: typeof admin
      audit: typeof audit
      settings: typeof settings
      faults: Words<typeof faults>
      reasons: Readonly<Record<string, string>>
    }
  }
}

/** The languages that are complete. */
export const languages = ['en', 'de'] as const

export type Language = (typeof languages)[number]

/** The language that somebody has chosen, or that the browser asks for. @param chosen - BCP 47 */
export function languageFor(chosen: string | null): Language {
  return languages.find((language) => chosen?.startsWith(language) === true) ?? languageOfBrowser()
}

/** The first of what the browser asks for that there is. */
export function languageOfBrowser(): Language {
  const asked = navigator.languages.map((tag) => tag.slice(0, 2))
  return asked.find((tag): tag is Language => languages.includes(tag as Language)) ?? 'en'
}

/** Words that are fetched together, by namespace. */
const sets = {
  core: {
    en: async () => (await import('./en/core.ts')).core,
    de: async () => (await import('./de/core.ts')).core,
  },
  settings: {
    en: async () => await import('./en/settings.ts'),
    de: async () => await import('./de/settings.ts'),
  },
  admin: {
    en: async () => ({ ...(await import('./en/admin.ts')), ...(await import('./en/audit.ts')) }),
    de: async () => ({ ...(await import('./de/admin.ts')), ...(await import('./de/audit.ts')) }),
  },
  // Why something is refused is English where it is found.
  refusals: {
    en: async () => await Promise.resolve({}),
    de: async () => ({ ...(await import('./de/reasons.ts')), ...(await import('./de/field-rules.ts')) }),
  },
  // What is wrong with servers is English where it is found.
  faults: {
    en: async () => await Promise.resolve({}),
    de: async () => await import('./de/faults.ts'),
  },
} satisfies Record<string, Record<Language, () => Promise<object>>>

export type WordSet = keyof typeof sets

const inUse = new Set<WordSet>(['core'])

/** Begins with a language, before anything is shown. */
export async function startLanguage(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    fallbackLng: 'en',
    defaultNS: 'app',
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    // What is shown already may have words that come later.
    react: { bindI18nStore: 'added' },
  })
  await changeLanguage(language)
}

let wanted: Language | undefined

/** Speaks another language from now on. */
export async function changeLanguage(language: Language): Promise<void> {
  wanted = language
  await Promise.all([...inUse].map((set) => addWords(set, language)))
  // Meanwhile another one may have been chosen.
  if (wanted !== language) return
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** Fetches more words: those of an area of the app, before it is shown. */
export async function fetchWords(set: WordSet): Promise<void> {
  inUse.add(set)
  await addWords(set, i18next.language as Language)
}

async function addWords(set: WordSet, language: Language): Promise<void> {
  for (const [name, words] of Object.entries(await sets[set][language]())) {
    i18next.addResourceBundle(language, name, words)
  }
}
