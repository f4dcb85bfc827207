import { useTranslation } from 'react-i18next'
import { Problem } from './problem.ts'

/** Words for what went wrong, in the person's language; those of the server where the app has none. */
export function useProblemWords(): (error: unknown) => string {
  const { t } = useTranslation('problems')
  return (error) => {
    if (!(error instanceof Problem)) return t('internal')
    const fields = error.fields.map(({ message }) => message).join(' ')
    return t(error.code as 'validation-failed', { defaultValue: error.message, fields }).trim()
  }
}
