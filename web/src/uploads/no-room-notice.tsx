import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/call.ts'
import { question } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Button } from '../kit/button.tsx'
import { LinkButton } from '../kit/link-button.tsx'
import { Notice } from '../kit/states.tsx'
import type { Upload } from './upload.ts'
import { uploads } from './uploads.ts'

/** Says where there is no room for uploads, and goes on with them when the person has made some. */
export function NoRoomNotice({ refused }: { readonly refused: readonly Upload[] }) {
  const { t } = useTranslation('uploads')
  const why = useReason(refused)
  return (
    <Notice kind="warning" title={t('noRoom', { count: refused.length })}>
      <p className="small">{why}</p>
      <div className="row">
        <Button
          kind="primary"
          onPress={() => {
            for (const { id } of refused) uploads.resume(id)
          }}
        >
          {t('retry')}
        </Button>
        <LinkButton to="/trash">{t('openTrash')}</LinkButton>
        <Button
          onPress={() => {
            for (const { id } of refused) uploads.cancel(id)
          }}
        >
          {t('discard')}
        </Button>
      </div>
    </Notice>
  )
}

function useReason(refused: readonly Upload[]): string {
  const { t } = useTranslation('uploads')
  const format = useFormat()
  // What was known before the upload says nothing about now.
  const { data } = useQuery({ ...question('GET /spaces'), refetchOnMount: 'always' })
  const [first] = refused
  if (isProblem(first?.problem, 'storage-full')) return t('diskFull')
  const wanted = first?.place.space
  const space = data?.spaces.find(({ id, kind }) =>
    wanted === undefined ? kind === 'personal' : id === wanted,
  )
  const quota = space?.quota ?? undefined
  // Somebody else may own where it goes: then what is told of the person's own files would mislead.
  if (space === undefined || quota === undefined || quota - space.used >= (first?.size ?? 0)) {
    return t('noRoomThere')
  }
  const facts = { used: format.size(space.used), quota: format.size(quota), team: space.name }
  return space.kind === 'team' ? t('teamFull', facts) : t('ownFull', facts)
}
