import { useTranslation } from 'react-i18next'
import { useAction, useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { Select } from '../kit/choice.tsx'

/** The rights that decide something today, as the server calls them. */
const rights = ['share-outward', 'reshare', 'create-public-links'] as const

interface RightsEditorProps {
  /** Of whom something is said. */
  readonly of: 'everyone' | 'groups' | 'users'
  readonly name?: string
}

/** What somebody may do, apart from what they may do with single files: allowed, denied, or nothing said. */
export function RightsEditor({ of, name = '' }: RightsEditorProps) {
  const { t } = useTranslation(['admin', 'app'])
  const path = of === 'everyone' ? '/rights' : (`/${of}/:name/rights` as const)
  const said = useApi(`GET ${path}`, { params: { name } })
  const change = useAction(`PATCH ${path}`, { changes: [`GET ${path}`], done: t('app:saved') })
  return (
    <Answer of={said}>
      {(data) => (
        <>
          {rights.map((right) => (
            <Select
              key={right}
              label={t(`rightNames.${right}`)}
              value={data[right] === undefined ? 'unsaid' : data[right] ? 'allowed' : 'denied'}
              isDisabled={change.isPending}
              onChange={(choice) =>
                change.mutate({
                  params: { name },
                  input: { [right]: choice === 'unsaid' ? null : choice === 'allowed' },
                })
              }
              choices={[
                {
                  key: 'unsaid',
                  label: t(of === 'everyone' ? 'rightUsual' : 'rightUnsaid'),
                },
                { key: 'allowed', label: t('rightAllowed') },
                { key: 'denied', label: t('rightDenied') },
              ]}
            />
          ))}
        </>
      )}
    </Answer>
  )
}
