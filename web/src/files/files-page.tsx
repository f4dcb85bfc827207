import { useNavigate } from '@tanstack/react-router'
import { Info, Share2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/contract.ts'
import { useApi } from '../api/use-api.ts'
import { IconButton } from '../kit/button.tsx'
import { Page } from '../kit/page.tsx'
import { Loading, Trouble } from '../kit/states.tsx'
import { Preview } from '../preview/preview.tsx'
import { ShareDialog } from '../share/share-dialog.tsx'
import { DropZone } from '../uploads/drop-zone.tsx'
import { UploadButton } from '../uploads/upload-button.tsx'
import { FileDetails } from './details/file-details.tsx'
import { addressOfFile, addressOfFolder, childOf, type FolderSearch, nameOf, type Place } from './place.ts'

interface FilesPageProps {
  readonly place: Place
  readonly search: FolderSearch
}

/** The files of a folder. */
export function FilesPage({ place, search: { open } }: FilesPageProps) {
  const { t } = useTranslation(['files', 'app'])
  const navigate = useNavigate()
  const [shared, setShared] = useState<FileEntry>()
  const [detailed, setDetailed] = useState<FileEntry>()
  const { data, error, refetch } = useApi('GET /files', { query: place })
  const opened = data?.entries.find(({ name }) => name === open)
  return (
    <Page title={nameOf(place) || t('app:files')} isWide actions={<UploadButton place={place} />}>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <DropZone place={place}>
        <ul>
          {data?.entries.map((entry) => (
            <li key={entry.name}>
              <a
                href={
                  entry.kind === 'folder'
                    ? addressOfFolder(childOf(place, entry.name))
                    : addressOfFile(childOf(place, entry.name))
                }
              >
                {entry.name}
              </a>
              <IconButton label={t('share')} icon={<Share2 />} onPress={() => setShared(entry)} />
              <IconButton label={t('details')} icon={<Info />} onPress={() => setDetailed(entry)} />
            </li>
          ))}
        </ul>
      </DropZone>
      {detailed && (
        <FileDetails entry={detailed} space={place.space} onClose={() => setDetailed(undefined)} />
      )}
      {shared && (
        <ShareDialog entry={shared} space={place.space} isOpen onClose={() => setShared(undefined)} />
      )}
      {opened && (
        <Preview
          entry={opened}
          space={place.space}
          previous={undefined}
          next={undefined}
          onShow={({ name }) => void navigate({ href: addressOfFile(childOf(place, name)), replace: true })}
          onClose={() => void navigate({ href: addressOfFolder(place) })}
        />
      )}
    </Page>
  )
}
