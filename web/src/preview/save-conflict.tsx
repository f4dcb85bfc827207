import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { UnsavedText } from './unsaved-text.tsx'
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
    <UnsavedText
      title={t('conflictTitle')}
      words={t('conflictWords')}
      mine={mine}
      theirs={theirs.text}
      isPending={isPending}
      onBack={onBack}
      choices={
        <>
          <Button kind="primary" autoFocus isPending={isPending} onPress={onKeepBoth}>
            {t('keepBoth')}
          </Button>
          <Button isDisabled={isPending} onPress={onOverwrite}>
            {t('overwrite')}
          </Button>
          <Button isDisabled={isPending} onPress={onTakeTheirs}>
            {t('takeTheirs')}
          </Button>
        </>
      }
    />
  )
}
