/** The language of the app: English is built in, others are fetched when they are chosen. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { english } from './en/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: typeof english
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

/** Begins with a language, before anything is shown. */
export async function startLanguage(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: english },
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'app',
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  })
  await changeLanguage(language)
}

/** Speaks another language from now on. */
export async function changeLanguage(language: Language): Promise<void> {
  if (language === 'de' && !i18next.hasResourceBundle('de', 'app')) {
    const { german } = await import('./de/index.ts')
    for (const [name, words] of Object.entries(german)) i18next.addResourceBundle('de', name, words)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
