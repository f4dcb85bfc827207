import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../api/call.ts'
import { useProblemWords } from '../../api/problem-words.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/fields.tsx'
import { nameProblem } from './name-problem.ts'

interface NameDialogProps {
  readonly title: string
  /** What the button says that does it: a verb. */
  readonly confirm: string
  readonly name?: string
  /** The end of the name that is usually kept, such as `.pdf`. */
  readonly extension?: string
  /** @throws Problem - which is shown */
  onConfirm(name: string): Promise<void>
  onClose(): void
}

/** Asks for a name. */
export function NameDialog({
  title,
  confirm,
  name: before = '',
  extension = '',
  onConfirm,
  onClose,
}: NameDialogProps) {
  const { t } = useTranslation(['files', 'app'])
  const problemWords = useProblemWords()
  const [name, setName] = useState(before)
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const input = form.current?.querySelector('input')
    input?.focus()
    input?.setSelectionRange(0, before.length - extension.length)
  }, [before, extension])

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (isPending) return
    // Spaces before and after a name are seen by nobody, and refused by Windows.
    const given = name === before ? before : name.trim()
    const found = nameProblem(given)
    if (found !== undefined) return setProblem(t(found))
    if (given === before) return onClose()
    setPending(true)
    try {
      await onConfirm(given)
      onClose()
    } catch (error) {
      setProblem(isProblem(error, 'node-exists') ? t('nameTaken') : problemWords(error))
      setPending(false)
    }
  }

  return (
    <Dialog
      title={title}
      isOpen
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('app:cancel')}</Button>
          <Button kind="primary" isPending={isPending} onPress={() => form.current?.requestSubmit()}>
            {confirm}
          </Button>
        </>
      }
    >
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t('name')}
          value={name}
          onChange={(value) => {
            setName(value)
            setProblem(undefined)
          }}
          problem={problem}
          autoComplete="off"
        />
      </form>
    </Dialog>
  )
}
