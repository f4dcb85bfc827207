import { useTranslation } from 'react-i18next'
import { Select } from '../kit/choice.tsx'
import type { Access } from './access.ts'

interface AccessSelectProps {
  readonly label: string
  readonly isLabelHidden?: boolean
  /** What can be chosen; what counts now is always there. */
  readonly ways: readonly Access[]
  readonly value: Access
  readonly isDisabled?: boolean
  onChange(access: Access): void
}

/** What somebody may do with what is shared, in words. */
export function AccessSelect({ ways, value, ...rest }: AccessSelectProps) {
  const { t } = useTranslation('share')
  const choices = (ways.includes(value) ? ways : [value, ...ways]).map((way) => ({
    key: way,
    label: t(`access.${way}`),
    hint: t(`accessHint.${way}`),
  }))
  return <Select {...rest} choices={choices} value={value} />
}
