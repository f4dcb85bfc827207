import type { UseMutationResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { Form as AriaForm } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem.ts'
import { useFieldWords, useProblemWords } from '../api/problem-words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Notice } from './states.tsx'

/** What was entered, by the names of the fields. */
export type FormValues = Readonly<Record<string, string | undefined>>

interface FormProps {
  /** What the button says that sends it: a verb. */
  readonly submit: string
  /** What is done with it: says that it is under way, and what was wrong. */
  readonly action: Pick<UseMutationResult<never, unknown, never>, 'isPending' | 'error'>
  onSubmit(values: FormValues, form: HTMLFormElement): void
  onCancel?(): void
  /** Whether what it does cannot be undone. */
  readonly isDangerous?: boolean
  readonly children: ReactNode
}

/** Fields that are sent together. What the server says of a field stands at the field with that name. */
export function Form({ submit, action, onSubmit, onCancel, isDangerous = false, children }: FormProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const fieldWords = useFieldWords()
  const { error, isPending } = action
  const fields = error instanceof Problem ? error.fields : []
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [error])
  return (
    <AriaForm
      ref={form}
      className="stack"
      validationErrors={Object.fromEntries(fields.map((field) => [field.name, fieldWords(field)]))}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(Object.fromEntries(new FormData(event.currentTarget)) as FormValues, event.currentTarget)
      }}
    >
      {children}
      {error !== null && (
        <Notice kind="danger">
          <p>{words(error)}</p>
        </Notice>
      )}
      <div className={onCancel ? 'row form-end' : 'row'}>
        {onCancel && <Button onPress={onCancel}>{t('cancel')}</Button>}
        <Button type="submit" kind={isDangerous ? 'danger' : 'primary'} isPending={isPending}>
          {submit}
        </Button>
      </div>
    </AriaForm>
  )
}

interface FormDialogProps extends Omit<FormProps, 'onCancel'> {
  readonly title: string
  onClose(): void
}

/** A form in a dialog of its own, open for as long as it is there. */
export function FormDialog({ title, onClose, ...form }: FormDialogProps) {
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form {...form} onCancel={onClose} />
    </Dialog>
  )
}
