import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../api/call.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { TextField } from '../kit/fields.tsx'
import { Form } from '../kit/form.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Notice } from '../kit/states.tsx'
import { Facts } from './facts.tsx'
import { Fault } from './fault.tsx'
import { SettingsForm } from './settings-form.tsx'

/** The server that takes the mail of this cloud, and how it stands with it. */
export function MailPage() {
  const { t } = useTranslation('admin')
  return (
    <Page title={t('pages.mail')}>
      <MailState />
      <Card title={t('smtp')} about={t('smtpAbout')}>
        <SmtpSettings />
      </Card>
      <Card title={t('testMail')} about={t('testMailAbout')}>
        <TestMail />
      </Card>
    </Page>
  )
}

function MailState() {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const mail = useApi('GET /mail')
  return (
    <Answer of={mail}>
      {({ configured, from, lastSuccessAt, lastFailure, waiting, dead }) => (
        <>
          {!configured && (
            <Notice kind="warning" title={t('noMail')}>
              <p>{t('noMailAbout')}</p>
            </Notice>
          )}
          {lastFailure && <Fault kind="danger" about="mail" fault={lastFailure} said={lastFailure.said} />}
          {configured && (
            <Facts
              facts={[
                [t('mailFrom'), from],
                [t('lastMail'), lastSuccessAt === null ? t('never') : format.dateTime(lastSuccessAt)],
                [
                  t('waitingMails'),
                  t('waitingAndDead', { waiting: format.number(waiting), dead: format.number(dead) }),
                ],
              ]}
            />
          )}
        </>
      )}
    </Answer>
  )
}

/** The settings of mail that can be chosen. */
export function SmtpSettings() {
  const settings = useApi('GET /settings')
  return (
    <Answer of={settings}>
      {({ settings: all }) => <SettingsForm settings={all.filter(({ key }) => key.startsWith('mail.'))} />}
    </Answer>
  )
}

/** Sends a mail, and shows what the SMTP server says to it. */
export function TestMail() {
  const { t } = useTranslation('admin')
  const { data: me } = useApi('GET /me')
  const [result, setResult] = useState<Output<'POST /mail/test'>>()
  const send = useAction('POST /mail/test', {
    changes: ['GET /mail'],
    isProblemShown: true,
    onDone: setResult,
  })
  return (
    <>
      <Form
        submit={t('sendTest')}
        action={send}
        onSubmit={({ to = '' }) => {
          setResult(undefined)
          send.mutate({ input: { to } })
        }}
      >
        <TextField
          key={me?.email}
          label={t('testTo')}
          name="to"
          type="email"
          defaultValue={me?.email ?? ''}
          isRequired
        />
      </Form>
      {result?.fault && <Fault kind="danger" about="mail" fault={result.fault} said={result.said} />}
      {result?.sent === true && (
        <Notice kind="success" title={t('testSent')}>
          {result.said !== null && <p>{t('serverSaid', { said: result.said })}</p>}
        </Notice>
      )}
    </>
  )
}
