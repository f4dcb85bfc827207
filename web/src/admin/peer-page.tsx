import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/call.ts'
import type { PeerDetails } from '../api/contract.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmAction } from '../kit/confirm-action.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { TextField } from '../kit/fields.tsx'
import { FormDialog } from '../kit/form.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Loading, Trouble } from '../kit/states.tsx'
import { Facts } from './facts.tsx'
import { LeadBack } from './lead-back.tsx'
import { PeerHealth, PeerRuleBadge } from './peer-badges.tsx'
import { PeerInspection } from './peer-inspection.tsx'

const changes = ['GET /peers']

/** Another cloud: what is remembered of it, what was said about it, and what is found when it is asked now. */
export function PeerPage({ item: host }: { readonly item: string }) {
  const { t } = useTranslation('admin')
  const peer = useApi('GET /peers/:host', { params: { host } })
  return (
    <Page title={host} actions={<LeadBack to="federation" />}>
      {peer.isPending && <Loading />}
      {peer.data && <PeerFacts peer={peer.data} />}
      {peer.error !== null && !isProblem(peer.error, 'not-found') && (
        <Trouble error={peer.error} onRetry={() => void peer.refetch()} />
      )}
      <Card title={t('whatIsSaid')} about={t('whatIsSaidAbout')}>
        <PeerActions host={host} rule={peer.data?.rule ?? null} isKnown={peer.data !== undefined} />
      </Card>
      <Card title={t('inspection')} about={t('inspectionAbout')}>
        <PeerInspection host={host} />
      </Card>
    </Page>
  )
}

function PeerFacts({ peer }: { readonly peer: PeerDetails }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const { known, provider, lastSuccessAt, trust, breaker, signs } = peer
  const decision = signs === false ? trust.unsigned : trust.signed
  return (
    <Card>
      <PeerHealth peer={peer} />
      <Facts
        facts={[
          [t('callsItself'), provider],
          [t('knownSince'), known === null ? t('notKnown') : format.dateTime(known.since)],
          [t('lastSuccess'), lastSuccessAt === null ? t('never') : format.dateTime(lastSuccessAt)],
          [t('itsShares'), t(`decisions.${decision.decision}`)],
          [
            t('paused'),
            breaker &&
              t('pausedUntil', { count: breaker.failures, until: format.dateTime(breaker.openUntil) }),
          ],
        ]}
      />
    </Card>
  )
}

interface PeerActionsProps {
  readonly host: string
  readonly rule: PeerDetails['rule']
  readonly isKnown: boolean
}

function PeerActions({ host, rule, isKnown }: PeerActionsProps) {
  const { t } = useTranslation('admin')
  const navigate = useNavigate()
  const clear = useAction('DELETE /peers/:host/rule', { changes, done: t('ruleCleared') })
  return (
    <>
      <p className="row">
        <PeerRuleBadge rule={rule} />
        {rule?.note && <span className="quiet">{rule.note}</span>}
      </p>
      <div className="row">
        {rule?.rule !== 'allow' && <SetRule host={host} rule="allow" />}
        {rule?.rule !== 'block' && <SetRule host={host} rule="block" />}
        {rule !== null && (
          <Button onPress={() => clear.mutate({ params: { host } })}>{t('clearRule')}</Button>
        )}
        {isKnown && (
          <ConfirmAction
            kind="plain"
            label={t('forget')}
            title={t('forgetTitle', { host })}
            operation="DELETE /peers/:host"
            ask={{ params: { host } }}
            changes={changes}
            done={t('forgotten', { host })}
            onDone={() => void navigate({ to: '/admin/$page', params: { page: 'federation' } })}
          >
            {t('forgetAbout')}
          </ConfirmAction>
        )}
      </div>
    </>
  )
}

function SetRule({ host, rule }: { readonly host: string; readonly rule: 'allow' | 'block' }) {
  const { t } = useTranslation('admin')
  const set = useAction('PUT /peers/:host/rule', { changes, done: t('ruleSet'), isProblemShown: true })
  const label = t(rule === 'allow' ? 'allow' : 'block')
  return (
    <DialogButton label={label}>
      {(close) => (
        <FormDialog
          title={t(rule === 'allow' ? 'allowTitle' : 'blockTitle', { host })}
          submit={label}
          action={set}
          isDangerous={rule === 'block'}
          onClose={close}
          onSubmit={({ note = '' }) =>
            set.mutate(
              { params: { host }, input: { rule, ...(note !== '' && { note }) } },
              { onSuccess: close },
            )
          }
        >
          <p>{t(rule === 'allow' ? 'allowAbout' : 'blockAbout')}</p>
          <TextField label={t('note')} name="note" hint={t('noteHint')} />
        </FormDialog>
      )}
    </DialogButton>
  )
}
