import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../api/problem-words.ts'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'
import { TextView } from './text-view.tsx'

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
    <div className="save-conflict">
      <Notice kind="warning" title={t(isGone ? 'goneTitle' : 'refusedTitle')}>
        <p>{isGone ? t('goneWords') : t('refusedWords', { reason: problemWords(problem) })}</p>
        <div className="row">
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
          <Button kind="bare" isDisabled={isPending} onPress={onBack}>
            {t('goOnEditing')}
          </Button>
        </div>
      </Notice>
      <div className="save-sides">
        <div>
          <h3>{t('mine')}</h3>
          <TextView text={mine} label={t('mine')} />
        </div>
      </div>
    </div>
  )
}
