import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'
import { TextView } from './text-view.tsx'
import type { ServedText } from './use-text-file.ts'

interface SaveConflictProps {
  readonly mine: string
  readonly theirs: ServedText
  readonly isPending: boolean
  onKeepBoth(): void
  onOverwrite(): void
  onTakeTheirs(): void
  onBack(): void
}

/** Shows what two people have made of a text, and asks what is to be kept. */
export function SaveConflict({
  mine,
  theirs,
  isPending,
  onKeepBoth,
  onOverwrite,
  onTakeTheirs,
  onBack,
}: SaveConflictProps) {
  const { t } = useTranslation('preview')
  return (
    <div className="save-conflict">
      <Notice kind="warning" title={t('conflictTitle')}>
        <p>{t('conflictWords')}</p>
        <div className="row">
          <Button kind="primary" autoFocus isPending={isPending} onPress={onKeepBoth}>
            {t('keepBoth')}
          </Button>
          <Button isDisabled={isPending} onPress={onOverwrite}>
            {t('overwrite')}
          </Button>
          <Button isDisabled={isPending} onPress={onTakeTheirs}>
            {t('takeTheirs')}
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
        <div>
          <h3>{t('theirs')}</h3>
          <TextView text={theirs.text} label={t('theirs')} />
        </div>
      </div>
    </div>
  )
}
