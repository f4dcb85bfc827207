import { useTranslation } from 'react-i18next'
import { useAction, useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { RadioChoice } from '../kit/radio-choice.tsx'
import { Notice } from '../kit/states.tsx'

const key = 'federation.policy'

const policies = ['known', 'open', 'listed', 'invited'] as const

/** Whose shares are taken, in words. */
export function PolicyChoice() {
  const { t } = useTranslation(['admin', 'app'])
  const settings = useApi('GET /settings')
  const change = useAction('PATCH /settings', {
    changes: ['GET /settings', 'GET /peers'],
    done: t('app:saved'),
  })
  return (
    <Answer of={settings}>
      {({ settings: all }) => {
        const policy = all.find((setting) => setting.key === key)
        const lockedBy = policy?.lockedBy ?? null
        return (
          <>
            {lockedBy !== null && <Notice kind="info">{t('lockedBy', { place: lockedBy })}</Notice>}
            <RadioChoice
              label={t('policyLabel')}
              value={policies.find((known) => known === policy?.value) ?? 'known'}
              isDisabled={lockedBy !== null || change.isPending}
              onChange={(chosen) => change.mutate({ input: { [key]: chosen } })}
              choices={policies.map((name) => ({
                key: name,
                label: t(`policies.${name}`),
                hint: t(`policyHints.${name}`),
              }))}
            />
          </>
        )
      }}
    </Answer>
  )
}
