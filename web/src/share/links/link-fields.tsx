import { useTranslation } from 'react-i18next'
import type { Share } from '../../api/contract.ts'
import { dayOf, today } from '../../i18n/day.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { TextField } from '../../kit/fields.tsx'
import { Checkbox } from '../../kit/switches.tsx'

/** What can be chosen for a link besides what it allows, as it stands in a form. */
export interface LinkTerms {
  readonly label: string
  readonly lastDay: string
  readonly maxDownloads: string
  readonly hasPassword: boolean
  /** The empty string keeps the one that there is. */
  readonly password: string
}

export const noTerms: LinkTerms = {
  label: '',
  lastDay: '',
  maxDownloads: '',
  hasPassword: false,
  password: '',
}

/** @param timeZone - in which its last day is one */
export function termsOf({ link, expiresAt }: Share, timeZone: string | undefined): LinkTerms {
  return {
    label: link?.label ?? '',
    lastDay: dayOf(expiresAt, timeZone),
    maxDownloads: String(link?.maxDownloads ?? ''),
    hasPassword: link?.hasPassword ?? false,
    password: '',
  }
}

interface LinkFieldsProps {
  readonly terms: LinkTerms
  /** Whether a password is there already. */
  readonly keepsPassword: boolean
  readonly isForDrop: boolean
  readonly autoFocus?: boolean
  onChange(terms: LinkTerms): void
}

export function LinkFields({
  terms,
  keepsPassword,
  isForDrop,
  autoFocus = false,
  onChange,
}: LinkFieldsProps) {
  const { t } = useTranslation('share')
  const { timeZone } = useFormat()
  const change = (part: Partial<LinkTerms>) => onChange({ ...terms, ...part })
  return (
    <>
      <TextField
        label={t('linkLabel')}
        name="label"
        hint={t('linkLabelHint')}
        maxLength={200}
        autoFocus={autoFocus}
        value={terms.label}
        onChange={(label) => change({ label })}
      />
      <div className="share-two">
        <TextField
          label={t('lastDay')}
          name="expiresAt"
          type="date"
          min={today(timeZone)}
          value={terms.lastDay}
          onChange={(lastDay) => change({ lastDay })}
        />
        {!isForDrop && (
          <TextField
            label={t('maxDownloads')}
            name="maxDownloads"
            type="number"
            min="1"
            max="1000000"
            value={terms.maxDownloads}
            onChange={(maxDownloads) => change({ maxDownloads })}
          />
        )}
      </div>
      <Checkbox isSelected={terms.hasPassword} onChange={(hasPassword) => change({ hasPassword })}>
        {t('linkPassword')}
      </Checkbox>
      {terms.hasPassword && (
        <TextField
          label={t('password')}
          name="password"
          hint={keepsPassword ? t('passwordKept') : t('passwordHint')}
          type="password"
          autoComplete="new-password"
          isRequired={!keepsPassword}
          maxLength={1024}
          value={terms.password}
          onChange={(password) => change({ password })}
        />
      )}
    </>
  )
}
