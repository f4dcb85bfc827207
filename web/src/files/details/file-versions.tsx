import { Download, RotateCcw, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../api/call.ts'
import type { FileEntry, FileVersion } from '../../api/contract.ts'
import { useAction, useApi } from '../../api/use-api.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { IconButton } from '../../kit/button.tsx'
import { ConfirmAction } from '../../kit/confirm-action.tsx'
import { Loading, Trouble } from '../../kit/states.tsx'

interface FileVersionsProps {
  readonly entry: FileEntry
  /** Of the file. */
  readonly id: string
}

/** What a file held before: to look at, to take back, to delete. */
export function FileVersions({ entry, id }: FileVersionsProps) {
  const { t } = useTranslation('preview')
  const { data, error, refetch } = useApi('GET /files/:id/versions', { params: { id } })
  return (
    <section>
      <h3>{t('versions')}</h3>
      {data === undefined && (error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.versions.length === 0 && <p className="small quiet">{t('noVersions')}</p>}
      <ul className="file-details-rows">
        {data?.versions.map((version) => (
          <Version key={version.id} entry={entry} id={id} version={version} />
        ))}
      </ul>
    </section>
  )
}

function Version({ entry, id, version }: FileVersionsProps & { readonly version: FileVersion }) {
  const { t } = useTranslation('preview')
  const format = useFormat()
  const changes = ['GET /files', 'GET /spaces']
  const when = format.dateTime(version.modifiedAt)
  const restore = useAction('POST /files/:id/versions/:version/restore', {
    changes,
    done: t('versionRestored', { when }),
  })
  const params = { id, version: version.id }
  const mayChange = entry.rights.includes('update')
  return (
    <li>
      <span className="file-details-words">
        {when}
        <span className="small quiet"> · {format.size(version.size)}</span>
      </span>
      <a
        className="button icon-only bare"
        href={addressOf('GET /files/:id/versions/:version', { params })}
        download={entry.name}
        aria-label={t('downloadVersion', { when })}
        title={t('downloadVersion', { when })}
      >
        <Download aria-hidden="true" />
      </a>
      {mayChange && (
        <>
          <IconButton
            label={t('restoreVersion', { when })}
            icon={<RotateCcw aria-hidden="true" />}
            isPending={restore.isPending}
            onPress={() => restore.mutate({ params })}
          />
          <ConfirmAction
            label={t('deleteVersion')}
            icon={<Trash2 aria-hidden="true" />}
            title={t('deleteVersionTitle', { when })}
            operation="DELETE /files/:id/versions/:version"
            ask={{ params }}
            changes={changes}
            done={t('versionDeleted')}
          >
            {t('deleteVersionWords')}
          </ConfirmAction>
        </>
      )}
    </li>
  )
}
