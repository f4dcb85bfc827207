import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/contract.ts'
import { question, useApi } from '../api/use-api.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { useSaid } from '../kit/say.ts'
import { EmptyState, Loading, Notice, Trouble } from '../kit/states.tsx'
import { addressOfFolder, folderOf, nameOf, placeOf } from '../place.ts'
import { FileView } from './file-view.tsx'
import { listingOf } from './listing/listing.ts'
import { useRootName } from './look/breadcrumbs.tsx'
import { SpaceSelect } from './look/space-select.tsx'
import { SearchedClouds } from './searched-clouds.tsx'
import { useViewChoices } from './view-choices.ts'

interface SearchPageProps {
  readonly text: string
  /** The id of a team's space; absent for the person's own files. */
  readonly space?: string
}

/** What is found among all files of a space. */
export function SearchPage({ text, space }: SearchPageProps) {
  const { t } = useTranslation('files')
  const navigate = useNavigate()
  const { sort, isDescending } = useViewChoices()
  const rootName = useRootName({ space, path: '/' })
  const { data, error, refetch } = useApi('GET /files/search', {
    query: { text, limit: 400, ...(space !== undefined && { space }) },
  })
  // Others are asked for some seconds: what is found with them comes after what is here.
  const received = useQuery({
    ...question('GET /search/received', { query: { text, limit: 400 } }),
    enabled: space === undefined,
    retry: false,
  })
  const found = [data?.entries ?? [], received.data?.entries ?? []].flatMap((entries) =>
    sorted(entries, sort, isDescending),
  )
  const listing = listingOf(found, ({ path }) => path)
  const isComplete = data?.complete !== false && received.data?.complete !== false
  const isAnswered = data !== undefined && (found.length > 0 || !received.isLoading)
  useSaid(isAnswered ? t('numberFound', { number: found.length }) : undefined)
  const title = t('foundFor', { text })
  return (
    <FileView
      key={`${space ?? ''} ${text}`}
      label={title}
      listing={listing}
      version={`${sort} ${isDescending}`}
      space={space}
      about={whereItIs}
      renderHead={() => (
        <>
          <PageTitle title={title} />
          <div className="folder-tools">
            <SpaceSelect
              label={t('where')}
              isLabelHidden
              space={space}
              onChange={(chosen) =>
                void navigate({ to: '/search', search: { text, ...(chosen && { space: chosen }) } })
              }
            />
            <span className="quiet">
              {data && t('found', { count: found.length })}
              {received.isFetching && ` · ${t('lookingElsewhere')}`}
            </span>
          </div>
          {!isComplete && <Notice kind="info">{t('foundMore')}</Notice>}
          <SearchedClouds clouds={received.data?.clouds ?? []} hasFailed={received.isError} />
        </>
      )}
      empty={
        error ? (
          <Trouble error={error} onRetry={() => void refetch()} />
        ) : data === undefined || received.isLoading ? (
          <Loading />
        ) : (
          <EmptyState icon={<SearchX aria-hidden="true" />} title={t('nothingFound')}>
            {t('searchHint')}
          </EmptyState>
        )
      }
    />
  )

  function whereItIs({ path }: FileEntry) {
    const folder = folderOf(placeOf({ path }, space))
    const names = folder.path.split('/').filter((name) => name !== '')
    return (
      <Link
        to={addressOfFolder(folder, { point: nameOf(placeOf({ path }, space)) })}
        tabIndex={-1}
        data-part="where"
        className="small quiet found-where"
      >
        {[rootName, ...names].join(' › ')}
      </Link>
    )
  }
}

const comparisons = {
  name: () => 0,
  size: (one: FileEntry, other: FileEntry) => (one.size ?? 0) - (other.size ?? 0),
  modified: (one: FileEntry, other: FileEntry) => Date.parse(one.modifiedAt) - Date.parse(other.modifiedAt),
  kind: (one: FileEntry, other: FileEntry) => (one.contentType ?? '').localeCompare(other.contentType ?? ''),
}

const names = new Intl.Collator('und', { numeric: true })

/** In the order in which the server sorts folders. */
function sorted(
  entries: readonly FileEntry[],
  sort: keyof typeof comparisons,
  isDescending: boolean,
): readonly FileEntry[] {
  const direction = isDescending ? -1 : 1
  return entries.toSorted(
    (one, other) =>
      Number(one.kind === 'file') - Number(other.kind === 'file') ||
      direction * (comparisons[sort](one, other) || names.compare(one.name, other.name)),
  )
}
