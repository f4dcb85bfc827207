import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SigningKey } from '../api/contract.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { ConfirmAction } from '../kit/confirm-action.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { FormDialog } from '../kit/form.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Badge } from '../kit/states.tsx'
import { Checkbox } from '../kit/switches.tsx'

/** With what this cloud proves who it is, and with what it seals the secrets it keeps. */
export function KeysPage() {
  const { t } = useTranslation('admin')
  return (
    <Page title={t('pages.keys')}>
      <Card title={t('signingKeys')} about={t('signingKeysAbout')}>
        <SigningKeys />
      </Card>
      <Card title={t('sealingKeys')} about={t('sealingKeysAbout')}>
        <SealingKeys />
      </Card>
    </Page>
  )
}

const kinds = { next: 'info', signing: 'success', former: 'plain' } as const

function SigningKeys() {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const keys = useApi('GET /signing-keys')
  return (
    <>
      <Answer of={keys}>
        {({ keys: rows }) => (
          <DataTable
            label={t('signingKeys')}
            empty={t('noKeys')}
            rows={rows}
            keyOf={({ kid }) => kid}
            columns={[
              { title: t('key'), render: ({ kid }) => kid },
              { title: t('algorithm'), render: ({ algorithm }) => algorithm },
              { title: t('state'), render: (key) => <KeyState signingKey={key} /> },
              { title: t('signsFrom'), render: ({ signsFrom }) => format.dateTime(signsFrom) },
            ]}
          />
        )}
      </Answer>
      <div>
        <DialogButton label={t('newSigningKey')}>{(close) => <NewSigningKey onClose={close} />}</DialogButton>
      </div>
    </>
  )
}

function KeyState({ signingKey: { state } }: { readonly signingKey: SigningKey }) {
  const { t } = useTranslation('admin')
  return <Badge kind={kinds[state]}>{t(`keyStates.${state}`)}</Badge>
}

function NewSigningKey({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('admin')
  const [immediately, setImmediately] = useState(false)
  const make = useAction('POST /signing-keys', {
    changes: ['GET /signing-keys'],
    done: t('keyMade'),
    isProblemShown: true,
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('newSigningKey')}
      submit={t('makeKey')}
      action={make}
      isDangerous={immediately}
      onClose={onClose}
      onSubmit={() => make.mutate({ input: { immediately } })}
    >
      <p>{t('newSigningKeyAbout')}</p>
      <Checkbox isSelected={immediately} onChange={setImmediately}>
        {t('keyStolen')}
      </Checkbox>
    </FormDialog>
  )
}

function SealingKeys() {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const keys = useApi('GET /sealing-keys')
  return (
    <>
      <Answer of={keys}>
        {({ keys: rows }) => (
          <DataTable
            label={t('sealingKeys')}
            empty={t('noKeys')}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { title: t('key'), render: ({ id }) => id },
              { title: t('since'), render: ({ createdAt }) => format.dateTime(createdAt) },
              { title: t('state'), render: ({ active }) => t(active ? 'keySeals' : 'keyOpens') },
            ]}
          />
        )}
      </Answer>
      <div>
        <ConfirmAction
          kind="plain"
          label={t('newSealingKey')}
          title={t('newSealingKey')}
          operation="POST /sealing-keys"
          ask={{}}
          changes={['GET /sealing-keys']}
          done={t('keyMade')}
        >
          {t('newSealingKeyAbout')}
        </ConfirmAction>
      </div>
    </>
  )
}
