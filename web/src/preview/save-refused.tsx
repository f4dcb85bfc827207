import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../api/problem-words.ts'
import { Button } from '../kit/button.tsx'
import { UnsavedText } from './unsaved-text.tsx'

interface SaveRefusedProps {
  readonly mine: string
  /** Why; `undefined` when the file is gone, and may be made anew. */
  readonly problem: unknown
  readonly isPending: boolean
  onSaveAgain(): void
  onSaveAmongOwn(): void
  onBack(): void
}

/** Shows a text that cannot be saved where it belongs, and asks where to keep it. */
export function SaveRefused({
  mine,
  problem,
  isPending,
  onSaveAgain,
  onSaveAmongOwn,
  onBack,
}: SaveRefusedProps) {
  const { t } = useTranslation('preview')
  const problemWords = useProblemWords()
  const isGone = problem === undefined
  return (
    <UnsavedText
      title={t(isGone ? 'goneTitle' : 'refusedTitle')}
      words={isGone ? t('goneWords') : t('refusedWords', { reason: problemWords(problem) })}
      mine={mine}
      isPending={isPending}
      onBack={onBack}
      choices={
        <>
          {isGone && (
            <Button kind="primary" isPending={isPending} onPress={onSaveAgain}>
              {t('saveAgain')}
            </Button>
          )}
          <Button
            kind={isGone ? 'plain' : 'primary'}
            autoFocus={!isGone}
            isPending={isPending}
            onPress={onSaveAmongOwn}
          >
            {t('saveAmongOwn')}
          </Button>
        </>
      }
    />
  )
}
