import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Progress } from '../../kit/progress.tsx'
import { RadioChoice } from '../../kit/radio-choice.tsx'
import { useSaid } from '../../kit/say.ts'
import { Checkbox } from '../../kit/switches.tsx'
import type { ConflictChoice } from './transfer.ts'
import { conflictQuestion, works } from './work.ts'
import './work-shown.css'

/** Shows what is being done with many files at once, and asks what has to be asked for it; once on the page. */
export function WorkShown() {
  const question = conflictQuestion.use()
  return (
    <>
      <WorkList />
      {question && <ConflictDialog key={question.name} {...question} />}
    </>
  )
}

function WorkList() {
  const { t } = useTranslation(['files', 'app'])
  const shown = works.use()
  const [newest] = shown.filter(({ total }) => total > 1).toSorted((one, other) => other.id - one.id)
  useSaid(newest?.label, { occasion: String(newest?.id) })
  return (
    <div className="works">
      {shown.map(({ id, label, done, total, isStopping, stop }) => (
        <div key={id} className="work">
          <Progress label={label} value={done / total} />
          <span className="small quiet">{isStopping ? t('stopping') : t('doneOf', { done, total })}</span>
          <Button onPress={stop}>{t('stop')}</Button>
        </div>
      ))}
    </div>
  )
}

interface ConflictDialogProps {
  readonly name: string
  readonly isLast: boolean
  answer(answer: { choice: ConflictChoice; isForAll: boolean } | undefined): void
}

function ConflictDialog({ name, isLast, answer }: ConflictDialogProps) {
  const { t } = useTranslation(['files', 'app'])
  const [choice, setChoice] = useState<ConflictChoice>('rename')
  const [isForAll, setForAll] = useState(false)
  return (
    <Dialog
      title={t('conflictTitle')}
      isOpen
      size="small"
      onClose={() => answer(undefined)}
      actions={
        <>
          <Button onPress={() => answer(undefined)}>{t('app:cancel')}</Button>
          <Button kind="primary" onPress={() => answer({ choice, isForAll })}>
            {t('continue')}
          </Button>
        </>
      }
    >
      <p>{t('conflict', { name })}</p>
      <RadioChoice<ConflictChoice>
        label={t('conflictChoice')}
        value={choice}
        onChange={setChoice}
        choices={[
          { key: 'rename', label: t('keepBoth'), hint: t('keepBothHint') },
          { key: 'replace', label: t('replace'), hint: t('replaceHint') },
          { key: 'skip', label: t('skip'), hint: t('skipHint') },
        ]}
      />
      {!isLast && (
        <Checkbox isSelected={isForAll} onChange={setForAll}>
          {t('sameForAll')}
        </Checkbox>
      )}
    </Dialog>
  )
}
