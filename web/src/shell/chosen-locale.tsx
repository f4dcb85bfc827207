import { type ReactNode, useEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/use-api.ts'
import { changeLanguage, languageFor } from '../i18n/i18n.ts'
import { FormatContext, formatFor } from '../i18n/use-format.ts'

/**
 * Lets the components of react-aria, dates and sizes speak as the app does, in the time zone of the person, also when
 * another one is chosen. The app follows the browser when that prefers another language from now on, unless the person
 * has chosen one.
 */
export function ChosenLocale({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation()
  const { data: me } = useApi('GET /me')
  const timeZone = me?.timeZone ?? undefined
  const chosen = me?.language ?? null
  useEffect(() => {
    const follow = () => void changeLanguage(languageFor(chosen))
    addEventListener('languagechange', follow)
    return () => removeEventListener('languagechange', follow)
  }, [chosen])
  const format = useMemo(() => formatFor(localeOf(i18n.language), timeZone), [i18n.language, timeZone])
  return (
    <I18nProvider locale={i18n.language}>
      <FormatContext value={format}>{children}</FormatContext>
    </I18nProvider>
  )
}

/** The browser's own form of the language, such as `en-GB` for `en`. */
function localeOf(language: string): string {
  return navigator.languages.find((tag) => tag.startsWith(language)) ?? language
}
