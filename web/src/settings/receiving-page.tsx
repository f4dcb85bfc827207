import { useTranslation } from 'react-i18next'
import { useAction, useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { Card, Page } from '../kit/page.tsx'
import { RadioChoice } from '../kit/radio-choice.tsx'
import { BlockedSenders } from './blocked-senders.tsx'

/** What becomes of what others share, and from whom nothing is taken. */
export function ReceivingPage() {
  const { t } = useTranslation(['settings', 'app'])
  return (
    <Page title={t('pages.receiving')}>
      <Card title={t('inboxRules')} about={t('inboxRulesAbout')}>
        <InboxRules />
      </Card>
      <Card title={t('blocked')} about={t('blockedAbout')}>
        <BlockedSenders of="me" />
      </Card>
    </Page>
  )
}

function InboxRules() {
  const { t } = useTranslation(['settings', 'app'])
  const rules = useApi('GET /inbox/rules')
  const change = useAction('PATCH /inbox/rules', { changes: ['GET /inbox/rules'], done: t('app:saved') })
  return (
    <Answer of={rules}>
      {(chosen) => (
        <>
          {(['local', 'federated'] as const).map((from) => (
            <RadioChoice
              key={from}
              label={t(`rules.${from}`)}
              value={chosen[from]}
              isDisabled={change.isPending}
              onChange={(rule) => change.mutate({ input: { [from]: rule } })}
              choices={[
                { key: 'ask', label: t('ruleAsk') },
                {
                  key: 'accept',
                  label: t('ruleAccept'),
                  ...(from === 'federated' && { hint: t('ruleAcceptHint') }),
                },
              ]}
            />
          ))}
        </>
      )}
    </Answer>
  )
}
