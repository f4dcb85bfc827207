import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/use-format.ts'
import { Problem, type SaidValues, type WrongField } from './problem.ts'

/** Words for what went wrong, in the person's language; those of the server where the app has none. */
export function useProblemWords(): (error: unknown) => string {
  const { t } = useTranslation(['problems', 'reasons'])
  const { dateTime } = useFormat()
  const fieldWords = useFieldWords()
  return (error) => {
    if (!(error instanceof Problem)) return t('internal')
    const { code, reason, params, detail = '', message } = error
    const why =
      reason === undefined
        ? ''
        : t(`reasons:${reason}`, { ...spoken(params, dateTime), defaultValue: detail })
    if (why !== '') return why
    const fields = error.fields.map(fieldWords).join(' ')
    return t(code as 'validation-failed', { defaultValue: message, fields }).trim()
  }
}

/** Words for what is wrong with a field. */
export function useFieldWords(): (field: WrongField) => string {
  const { t } = useTranslation('fieldRules')
  const { dateTime } = useFormat()
  return ({ rule, params = {}, message }) =>
    t(rule as 'too-far-away', { latest: '', ...spoken(params, dateTime), defaultValue: message })
}

/** Moments as people write them. */
function spoken(values: SaidValues, dateTime: (moment: string) => string): SaidValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? dateTime(value) : value,
    ]),
  )
}
