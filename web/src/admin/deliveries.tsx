import { useTranslation } from 'react-i18next'
import type { Delivery } from '../api/contract.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { ConfirmAction } from '../kit/confirm-action.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { troubleOf } from '../share/recipient/trouble.ts'

const changes = ['GET /deliveries', 'GET /system']

/** What waits to be told to other clouds, or was given up. */
export function Deliveries() {
  const { t } = useTranslation('admin')
  const deliveries = useApi('GET /deliveries')
  return (
    <Answer of={deliveries}>
      {({ deliveries: rows }) => (
        <DataTable
          label={t('deliveries')}
          empty={t('noDeliveries')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { title: t('message'), render: (delivery) => <Message delivery={delivery} /> },
            { title: t('cloud'), render: ({ peer }) => peer },
            { title: t('state'), render: (delivery) => <DeliveryState delivery={delivery} /> },
            { title: t('lastError'), render: (delivery) => <WhyNotYet delivery={delivery} /> },
            {
              title: t('actions'),
              isTitleHidden: true,
              render: (delivery) => <DeliveryActions delivery={delivery} />,
            },
          ]}
        />
      )}
    </Answer>
  )
}

function Message({ delivery: { kind, subject, person } }: { readonly delivery: Delivery }) {
  const { t } = useTranslation('admin')
  const name = kind.split('/').at(-1) ?? kind
  const words = { subject: subject ?? '?', person: person ?? '?' }
  return <span>{t(`messages.${name as 'announce-share'}`, { defaultValue: kind, ...words })}</span>
}

function WhyNotYet({ delivery: { lastError, peer, person } }: { readonly delivery: Delivery }) {
  const { t } = useTranslation('share')
  if (lastError === null) return '–'
  return (
    <span title={lastError}>
      {t(`trouble.${troubleOf(lastError)}`, { server: peer, name: person ?? '?' })}
    </span>
  )
}

function DeliveryState({ delivery: { state, attempts, runAt } }: { readonly delivery: Delivery }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  return (
    <span>
      {t(`deliveryStates.${state}`, { attempts: format.number(attempts), next: format.relative(runAt) })}
    </span>
  )
}

function DeliveryActions({ delivery: { id, subject } }: { readonly delivery: Delivery }) {
  const { t } = useTranslation(['admin', 'app'])
  const retry = useAction('POST /jobs/:id/retry', { changes, done: t('retried') })
  return (
    <span className="row">
      <Button kind="bare" isPending={retry.isPending} onPress={() => retry.mutate({ params: { id } })}>
        {t('app:retry')}
      </Button>
      <ConfirmAction
        label={t('giveUp')}
        title={t('giveUpTitle')}
        operation="DELETE /jobs/:id"
        ask={{ params: { id } }}
        changes={changes}
        done={t('givenUp')}
      >
        {t('giveUpAbout', { subject: subject ?? '?' })}
      </ConfirmAction>
    </span>
  )
}
