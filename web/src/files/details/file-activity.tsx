import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activity, FileEntry } from '../../api/contract.ts'
import { useApi } from '../../api/use-api.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Button } from '../../kit/button.tsx'
import { Loading, Trouble } from '../../kit/states.tsx'

/** How many are shown at first, and how many the server tells at most. */
const few = 20
const most = 200

interface FileActivityProps {
  readonly id: string
  readonly received: FileEntry['received']
}

/** What has become of a file or folder, newest first; of what others share, what is known here. */
export function FileActivity({ id, received }: FileActivityProps) {
  const { t } = useTranslation('preview')
  return (
    <section>
      <h3>{t('activity')}</h3>
      {received !== 'inside' && <Trail id={id} />}
      {received !== null && <p className="small quiet">{t('activityElsewhere')}</p>}
    </section>
  )
}

function Trail({ id }: { readonly id: string }) {
  const { t } = useTranslation('preview')
  const [limit, setLimit] = useState(few)
  const { data, error, refetch } = useApi('GET /files/:id/activity', { params: { id }, query: { limit } })
  return (
    <>
      {data === undefined && (error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.activities.length === 0 && <p className="small quiet">{t('noActivity')}</p>}
      <ol className="file-details-rows">
        {data?.activities.map((activity) => (
          <Row key={activity.id} activity={activity} />
        ))}
      </ol>
      {limit === few && data?.activities.length === few && (
        <Button kind="bare" onPress={() => setLimit(most)}>
          {t('moreActivity')}
        </Button>
      )}
    </>
  )
}

/** What is said of it; a public link is for nobody in particular. */
function deedOf({ kind, detail }: Activity) {
  const isLink = detail === ''
  switch (kind) {
    case 'shared':
      return isLink ? 'linked' : kind
    case 'share-changed':
      return isLink ? 'link-changed' : kind
    case 'share-ended':
      return isLink ? 'link-ended' : kind
    default:
      return kind
  }
}

function Row({ activity }: { readonly activity: Activity }) {
  const { t } = useTranslation('preview')
  const format = useFormat()
  const { actor, actorName, detail, at } = activity
  const who = actorName ?? (actor === '' ? t('theServer') : actor)
  return (
    <li>
      <span className="file-details-words">
        {t(`happened.${deedOf(activity)}`, { who, detail: detail ?? '' })}
        <br />
        <time className="small quiet" dateTime={at} title={format.dateTime(at)}>
          {format.relative(at)}
        </time>
      </span>
    </li>
  )
}
