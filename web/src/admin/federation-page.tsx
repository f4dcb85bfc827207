import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Peer } from '../api/contract.ts'
import { useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { TextField } from '../kit/fields.tsx'
import { Card, Page } from '../kit/page.tsx'
import { SearchField } from '../kit/search-field.tsx'
import { BlockedSenders } from '../settings/blocked-senders.tsx'
import { Deliveries } from './deliveries.tsx'
import { PeerHealth, PeerRuleBadge } from './peer-badges.tsx'
import { PolicyChoice } from './policy-choice.tsx'

/** Who may share with the people here, and how it stands with the other clouds. */
export function FederationPage() {
  const { t } = useTranslation('admin')
  return (
    <Page title={t('pages.federation')} isWide>
      <Card title={t('policy')} about={t('policyAbout')}>
        <PolicyChoice />
      </Card>
      <Card title={t('peers')} about={t('peersAbout')}>
        <Peers />
        <LookAtPeer />
      </Card>
      <Card title={t('deliveries')} about={t('deliveriesAbout')}>
        <Deliveries />
      </Card>
      <Card title={t('blocked')} about={t('blockedAbout')}>
        <BlockedSenders of="everybody" />
      </Card>
    </Page>
  )
}

function Peers() {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const [search, setSearch] = useState('')
  const peers = useApi('GET /peers', { query: { ...(search !== '' && { search }) } })
  return (
    <>
      <SearchField label={t('searchPeers')} value={search} onChange={setSearch} />
      <Answer of={peers}>
        {({ peers: rows }) => (
          <DataTable
            label={t('peers')}
            empty={t('noPeers')}
            rows={rows}
            keyOf={({ host }) => host}
            columns={[
              { title: t('cloud'), render: (peer) => <PeerLink peer={peer} /> },
              { title: t('health'), render: (peer) => <PeerHealth peer={peer} /> },
              { title: t('rule'), render: ({ rule }) => <PeerRuleBadge rule={rule} /> },
              {
                title: t('knownSince'),
                render: ({ known }) => (known === null ? '–' : format.date(known.since)),
              },
              {
                title: t('lastSuccess'),
                render: ({ lastSuccessAt }) =>
                  lastSuccessAt === null ? '–' : format.relative(lastSuccessAt),
              },
            ]}
          />
        )}
      </Answer>
    </>
  )
}

function PeerLink({ peer: { host } }: { readonly peer: Peer }) {
  return (
    <Link to="/admin/$page/$item" params={{ page: 'federation', item: host }}>
      {host}
    </Link>
  )
}

/** The way to a server that nobody here has dealt with yet. */
function LookAtPeer() {
  const { t } = useTranslation('admin')
  const navigate = useNavigate()
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const host = new FormData(event.currentTarget).get('host')
        if (typeof host !== 'string' || host.trim() === '') return
        void navigate({ to: '/admin/$page/$item', params: { page: 'federation', item: host.trim() } })
      }}
    >
      <TextField label={t('otherPeer')} name="host" hint={t('otherPeerHint')} isRequired />
      <div>
        <Button type="submit">{t('lookAtPeer')}</Button>
      </div>
    </form>
  )
}
