import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'
import { Checkbox } from '../kit/switches.tsx'
import { folderOf, nameOf as nameOfPlace } from '../place.ts'
import { nameOf, targetOf, type Upload } from './upload.ts'
import type { ConflictChoice } from './upload-queue.ts'
import { uploads } from './uploads.ts'

interface ConflictQuestionProps {
  readonly upload: Upload
  /** Whether others of what was chosen with it may have the same question. */
  readonly hasOthers: boolean
}

/** Asks what is to happen with a file whose name is taken. */
export function ConflictQuestion({ upload, hasOthers }: ConflictQuestionProps) {
  const { t } = useTranslation('uploads')
  const format = useFormat()
  const [isForAll, setForAll] = useState(false)
  const target = { path: targetOf(upload), space: upload.place.space }
  const { data } = useApi('GET /files/details', { query: target })
  const name = nameOf(upload)
  const folder = nameOfPlace(folderOf(target))
  const choose = (choice: ConflictChoice) => uploads.choose(upload.id, choice, isForAll && hasOthers)
  return (
    <Notice
      kind="warning"
      title={folder === '' ? t('conflictTitle_root', { name }) : t('conflictTitle', { name, folder })}
    >
      {data && (
        <p className="small">
          {t('conflictFacts', {
            size: format.size(data.entry.size ?? 0),
            changed: format.dateTime(data.entry.modifiedAt),
            ownSize: format.size(upload.size),
            ownChanged: format.dateTime(new Date(upload.modifiedAt).toISOString()),
          })}
        </p>
      )}
      {hasOthers && (
        <Checkbox isSelected={isForAll} onChange={setForAll}>
          {t('forAll')}
        </Checkbox>
      )}
      <div className="row">
        <Button kind="primary" onPress={() => choose('rename')}>
          {t('keepBoth')}
        </Button>
        <Button onPress={() => choose('replace')}>{t('replace')}</Button>
        <Button onPress={() => choose('skip')}>{t('skip')}</Button>
      </div>
    </Notice>
  )
}
