import { useTranslation } from 'react-i18next'
import type { PeerInspection as Inspection } from '../api/contract.ts'
import { useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'
import { Facts } from './facts.tsx'
import { Fault } from './fault.tsx'

/** What a server says when it is asked now: each thing that is wrong, and what to do about it. */
export function PeerInspection({ host }: { readonly host: string }) {
  const { t } = useTranslation('admin')
  const inspection = useApi('GET /peers/:host/inspection', { params: { host } })
  return (
    <>
      <Answer of={inspection}>{(found) => <Findings found={found} />}</Answer>
      <div>
        <Button isPending={inspection.isFetching} onPress={() => void inspection.refetch()}>
          {t('inspectAgain')}
        </Button>
      </div>
    </>
  )
}

function Findings({ found }: { readonly found: Inspection }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const { faults, provider, certificate, endPoint, apiVersion, capabilities, signs } = found
  return (
    <>
      {faults.length === 0 && <Notice kind="success">{t('noFaults')}</Notice>}
      {faults.map((fault) => (
        <Fault
          key={fault.slug}
          about="peer"
          kind={fault.weight === 'fault' ? 'danger' : 'warning'}
          fault={fault}
        />
      ))}
      <Facts
        facts={[
          [t('callsItself'), provider],
          [t('endPoint'), endPoint],
          [t('apiVersion'), apiVersion],
          [t('signs'), signs === undefined ? undefined : t(signs ? 'yes' : 'no')],
          [t('capabilities'), capabilities?.join(', ')],
          [
            t('certificate'),
            certificate &&
              t('certificateOf', { issuer: certificate.issuer, to: format.date(certificate.validTo) }),
          ],
        ]}
      />
    </>
  )
}
