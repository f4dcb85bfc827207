import { FileUp, FolderUp, Upload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { Menu } from '../kit/menu.tsx'
import type { Place } from '../place.ts'
import { chooseFiles, chooseFolder } from './file-choice.ts'
import { uploadItems } from './upload-items.ts'

interface UploadButtonProps {
  /** The folder that files are put in. */
  readonly place: Place
  readonly isDisabled?: boolean
}

/** Chooses files or a folder of the device to be put in a folder here. */
export function UploadButton({ place, isDisabled = false }: UploadButtonProps) {
  const { t } = useTranslation('uploads')
  return (
    <Menu
      label={t('upload')}
      trigger={
        <Button icon={<Upload aria-hidden="true" />} isDisabled={isDisabled}>
          {t('upload')}
        </Button>
      }
      groups={[
        [
          {
            id: 'files',
            label: t('files'),
            icon: <FileUp aria-hidden="true" />,
            onAction: () => void chooseFiles().then((items) => uploadItems(place, items)),
          },
          {
            id: 'folder',
            label: t('folder'),
            icon: <FolderUp aria-hidden="true" />,
            onAction: () => void chooseFolder().then((items) => uploadItems(place, items)),
          },
        ],
      ]}
    />
  )
}
