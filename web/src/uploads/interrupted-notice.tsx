import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'
import { toast } from '../toast.ts'
import { chooseFiles, chooseFolder } from './file-choice.ts'
import type { FoundItem } from './match-files.ts'
import { askForKeptFiles } from './restore-uploads.ts'
import type { Upload } from './upload.ts'
import { uploads } from './uploads.ts'

/** Asks for the files of uploads that were interrupted when the page was loaded anew. */
export function InterruptedNotice({ interrupted }: { readonly interrupted: readonly Upload[] }) {
  const { t } = useTranslation('uploads')
  const areKept = interrupted.every(({ root }) => root !== undefined)
  const hasFolders = interrupted.some(({ path }) => path.length > 1)
  const hasFiles = interrupted.some(({ path }) => path.length === 1)

  async function giveFiles(choice: Promise<readonly FoundItem[]>): Promise<void> {
    const others = uploads.giveFiles(await choice)
    // A folder is chosen with everything in it, also with what has arrived already.
    const strangers = others.filter(({ path }) => path.length === 1)
    if (strangers.length > 0) toast({ kind: 'problem', text: t('notTheSame', { count: strangers.length }) })
  }

  return (
    <Notice kind="warning" title={t('interrupted', { count: interrupted.length })}>
      <p className="small">{t(areKept ? 'interruptedKept' : 'interruptedWords')}</p>
      <div className="row">
        {areKept && (
          <Button kind="primary" onPress={() => void askForKeptFiles()}>
            {t('goOn')}
          </Button>
        )}
        {hasFiles && (
          <Button kind={areKept ? 'plain' : 'primary'} onPress={() => void giveFiles(chooseFiles())}>
            {t('chooseFiles')}
          </Button>
        )}
        {hasFolders && <Button onPress={() => void giveFiles(chooseFolder())}>{t('chooseFolder')}</Button>}
        <Button
          onPress={() => {
            for (const { id } of interrupted) uploads.cancel(id)
          }}
        >
          {t('discard')}
        </Button>
      </div>
    </Notice>
  )
}
