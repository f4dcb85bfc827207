import { useTranslation } from 'react-i18next'
import type { Setting } from '../api/contract.ts'
import { Select } from '../kit/choice.tsx'
import { TextField } from '../kit/fields.tsx'

interface SettingFieldProps {
  readonly setting: Setting
  /** What is entered; empty for what the server has without a choice. */
  readonly text: string
  onChange(text: string): void
}

/** One setting, with the field that suits what it expects. */
export function SettingField({ setting, text, onChange }: SettingFieldProps) {
  const { t } = useTranslation('admin')
  const { key, description, expects, secret, chosen, lockedBy } = setting
  const name = key.replaceAll('.', '_') as 'provider'
  const label = t(`settingNames.${name}`, { defaultValue: key })
  const about = t(`settingHints.${name}`, { defaultValue: description })
  const hint = lockedBy === null ? about : `${about} ${t('lockedBy', { place: lockedBy })}`
  const words =
    expects === 'true or false' ? ['true', 'false'] : /^one of (.+)$/.exec(expects)?.[1]?.split(', ')
  if (words) {
    return (
      <div>
        <Select
          label={label}
          value={text}
          isDisabled={lockedBy !== null}
          onChange={onChange}
          choices={words.map((word) => ({
            key: word,
            label: t(`settingValues.${word as 'true'}`, { defaultValue: word }),
          }))}
        />
        <p className="hint">{hint}</p>
      </div>
    )
  }
  return (
    <TextField
      label={label}
      name={key}
      value={text}
      onChange={onChange}
      isDisabled={lockedBy !== null}
      hint={secret && chosen ? `${hint} ${t('secretChosen')}` : hint}
      {...(secret && { type: 'password', autoComplete: 'off' })}
    />
  )
}
