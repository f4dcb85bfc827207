import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../api/problem-words.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'
import { folderOf, nameOf } from '../place.ts'
import { toast } from '../toast.ts'
import { discardElsewhere, type ElsewhereUpload, goOnHere, isFileOf, useElsewhere } from './elsewhere.ts'
import { chooseFiles } from './file-choice.ts'

/** Shows what was begun elsewhere and is not complete, to be gone on with here or discarded. */
export function ElsewhereNotice() {
  const { t } = useTranslation('uploads')
  const found = useElsewhere()
  const [isPutOff, setPutOff] = useState(false)
  if (isPutOff || found.length === 0) return null
  return (
    <section className="uploads" aria-label={t('elsewhereTitle')}>
      <div className="uploads-questions uploads-elsewhere">
        <Notice kind="info" title={t('elsewhere', { count: found.length })}>
          <p className="small">{t('elsewhereWords')}</p>
          <ul>
            {found.map((upload) => (
              <ElsewhereRow key={upload.id} upload={upload} />
            ))}
          </ul>
          <div className="row">
            <Button onPress={() => setPutOff(true)}>{t('later')}</Button>
          </div>
        </Notice>
      </div>
    </section>
  )
}

function ElsewhereRow({ upload }: { readonly upload: ElsewhereUpload }) {
  const { t } = useTranslation('uploads')
  const format = useFormat()
  const words = useProblemWords()
  const place = { path: upload.path }
  const name = nameOf(place)
  const folder = nameOf(folderOf(place))
  const facts = {
    sent: format.size(upload.whole ? upload.size : upload.offset),
    size: format.size(upload.size),
    begun: format.dateTime(upload.createdAt),
  }

  async function goOn(): Promise<void> {
    if (upload.whole) return await goOnHere(upload)
    const chosen = await chooseFiles()
    const item = chosen.find(({ file }) => file !== undefined && isFileOf(upload, file))
    if (item !== undefined) return await goOnHere(upload, item)
    if (chosen.length > 0) toast({ kind: 'problem', text: t('anotherFile', { name }) })
  }

  async function discard(): Promise<void> {
    await discardElsewhere(upload).catch((error: unknown) => toast({ kind: 'problem', text: words(error) }))
  }

  return (
    <li>
      <span className="upload-words">
        <span className="upload-name" title={upload.path}>
          <bdi>{name}</bdi>
        </span>
        <span className="small quiet">
          {folder === '' ? t('elsewhereFacts', facts) : t('elsewhereFactsIn', { ...facts, folder })}
        </span>
      </span>
      <span className="row">
        <Button kind="primary" aria-label={t('goOnName', { name })} onPress={() => void goOn()}>
          {t('goOn')}
        </Button>
        <Button aria-label={t('discardName', { name })} onPress={() => void discard()}>
          {t('discard')}
        </Button>
      </span>
    </li>
  )
}
