import { useTranslation } from 'react-i18next'
import type { NotificationChoices } from '../api/contract.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { Select } from '../kit/choice.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Switch } from '../kit/switches.tsx'

type Kind = keyof NotificationChoices['choices']

interface ChoiceProps {
  readonly kind: Kind
  readonly choice: NonNullable<NotificationChoices['choices'][Kind]>
}

const mailTimes = ['never', 'at-once', 'daily'] as const

/** Of what one is told in the app, and of what by mail. */
export function NotificationsPage() {
  const { t } = useTranslation('settings')
  const choices = useApi('GET /me/notification-choices')
  return (
    <Page title={t('pages.notifications')}>
      <Card about={t('notificationsAbout')}>
        <Answer of={choices}>
          {({ choices: all }) => (
            <DataTable
              label={t('pages.notifications')}
              empty=""
              rows={Object.entries(all).map(([kind, choice]) => ({ kind: kind as Kind, choice }))}
              keyOf={({ kind }) => kind}
              columns={[
                { title: t('when'), render: ({ kind }) => t(`kinds.${kind}`) },
                { title: t('inApp'), render: (row) => <AppChoice {...row} /> },
                { title: t('byMail'), render: (row) => <MailChoice {...row} /> },
              ]}
            />
          )}
        </Answer>
      </Card>
    </Page>
  )
}

const changes = ['GET /me/notification-choices']

function AppChoice({ kind, choice }: ChoiceProps) {
  const { t } = useTranslation('settings')
  const change = useAction('PATCH /me/notification-choices', { changes })
  return (
    <Switch
      isSelected={choice.app}
      onChange={(app) => change.mutate({ input: { choices: { [kind]: { app } } } })}
    >
      <span className="heard">{t(`kinds.${kind}`)}: </span>
      {t('show')}
    </Switch>
  )
}

function MailChoice({ kind, choice }: ChoiceProps) {
  const { t } = useTranslation('settings')
  const change = useAction('PATCH /me/notification-choices', { changes })
  return (
    <Select
      label={`${t(`kinds.${kind}`)}: ${t('byMail')}`}
      isLabelHidden
      value={choice.mail}
      onChange={(mail) => change.mutate({ input: { choices: { [kind]: { mail } } } })}
      choices={mailTimes.map((key) => ({ key, label: t(`mailTimes.${key}`) }))}
    />
  )
}
