import { useTranslation } from 'react-i18next'
import { useApi } from '../../api/use-api.ts'
import { Select } from '../../kit/choice.tsx'

interface SpaceSelectProps {
  readonly label: string
  /** Whether the label is heard alone. */
  readonly isLabelHidden?: boolean
  /** The id of a team's space; absent for the person's own files. */
  readonly space: string | undefined
  onChange(space: string | undefined): void
}

/** Stands for the person's own files, beside the ids of spaces. */
const own = 'own'

/** The person's own files, or those of a team; nothing for who works in none. */
export function SpaceSelect({ label, isLabelHidden = false, space, onChange }: SpaceSelectProps) {
  const { t } = useTranslation('files')
  const { data } = useApi('GET /spaces')
  const teams = data?.spaces.filter(({ kind }) => kind === 'team') ?? []
  if (teams.length === 0) return null
  return (
    <Select
      label={label}
      isLabelHidden={isLabelHidden}
      value={space ?? own}
      onChange={(chosen) => onChange(chosen === own ? undefined : chosen)}
      choices={[{ key: own, label: t('root') }, ...teams.map(({ id, name }) => ({ key: id, label: name }))]}
    />
  )
}
