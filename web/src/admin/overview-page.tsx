import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { System } from '../api/contract.ts'
import { useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { LinkButton } from '../kit/link-button.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Meter } from '../kit/progress.tsx'
import { Notice } from '../kit/states.tsx'
import { Facts } from './facts.tsx'
import { Fault } from './fault.tsx'

/** How this cloud is: what is not as it should be first, then how much there is of everything. */
export function OverviewPage() {
  const { t } = useTranslation('admin')
  const system = useApi('GET /system')
  return (
    <Page
      title={t('pages.overview')}
      actions={<LinkButton to="/admin/welcome">{t('firstSteps')}</LinkButton>}
    >
      <Answer of={system}>
        {(data) => (
          <>
            {data.warnings.length === 0 && <Notice kind="success">{t('allIsWell')}</Notice>}
            {data.warnings.map((warning) => (
              <Fault key={warning.slug} kind="warning" about="system" fault={warning} />
            ))}
            <Card title={t('inHere')}>
              <Amounts system={data} />
            </Card>
            <Card title={t('storage')}>
              <StorageUse storage={data.storage} />
            </Card>
            <Card title={t('theServer')}>
              <ServerFacts system={data} />
            </Card>
          </>
        )}
      </Answer>
    </Page>
  )
}

function Amounts({ system }: { readonly system: System }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const { users, groups, peers, deliveries, jobs } = system
  return (
    <Facts
      facts={[
        [t('pages.users'), <PageLink key="users" page="users" words={format.number(users)} />],
        [t('pages.groups'), <PageLink key="groups" page="groups" words={format.number(groups)} />],
        [
          t('pages.federation'),
          <PageLink
            key="federation"
            page="federation"
            words={t('knownAndFailing', {
              known: format.number(peers.known),
              failing: format.number(peers.failing),
            })}
          />,
        ],
        [
          t('deliveries'),
          <PageLink
            key="deliveries"
            page="federation"
            words={t('waitingAndDead', {
              waiting: format.number(deliveries.waiting),
              dead: format.number(deliveries.dead),
            })}
          />,
        ],
        [
          t('jobs'),
          t('waitingAndDead', { waiting: format.number(jobs.waiting), dead: format.number(jobs.dead) }),
        ],
      ]}
    />
  )
}

function PageLink({ page, words }: { readonly page: string; readonly words: string }) {
  return (
    <Link to="/admin/$page" params={{ page }}>
      {words}
    </Link>
  )
}

function StorageUse({ storage: { usedBytes, freeBytes, files } }: { readonly storage: System['storage'] }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const used = t('usedByFiles', { used: format.size(usedBytes), files: format.number(files) })
  if (freeBytes === null) return <p>{used}</p>
  return (
    <Meter
      label={t('storage')}
      value={usedBytes / Math.max(usedBytes + freeBytes, 1)}
      words={`${used} ${t('freeSpace', { free: format.size(freeBytes) })}`}
    />
  )
}

function ServerFacts({ system }: { readonly system: System }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const { publicUrl, version, nodeVersion, startedAt, database } = system
  const kind = database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'
  return (
    <Facts
      facts={[
        [t('cloudAddress'), publicUrl],
        [t('version'), `Isthmus ${version}, Node.js ${nodeVersion}`],
        [t('startedAt'), format.dateTime(startedAt)],
        [t('database'), database.bytes === null ? kind : `${kind}, ${format.size(database.bytes)}`],
      ]}
    />
  )
}
