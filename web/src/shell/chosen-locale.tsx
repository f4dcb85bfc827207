import { type ReactNode, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/use-api.ts'
import { FormatContext, formatFor } from '../i18n/use-format.ts'

/**
 * Lets the components of react-aria, dates and sizes speak as the app does, in the time zone of the person, also when
 * another one is chosen.
 */
export function ChosenLocale({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation()
  const timeZone = useApi('GET /me').data?.timeZone ?? undefined
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
