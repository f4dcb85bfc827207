import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/call.ts'
import { useProblemWords } from '../api/problem-words.ts'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'
import { nameOf, type Place } from '../place.ts'
import { toast } from '../toast.ts'
import { draftOf, dropDraft, keepDraft } from './draft.ts'
import { isOutOfReach } from './is-out-of-reach.ts'
import { SaveConflict } from './save-conflict.tsx'
import { SaveRefused } from './save-refused.tsx'
import { saveCopy, saveText } from './save-text.ts'
import { writeText } from './text-file.ts'
import { useSaveAmongOwn } from './use-save-among-own.ts'
import { fetchText, type ServedText } from './use-text-file.ts'
import type { Unsaved } from './use-unsaved.ts'

interface TextEditorProps {
  readonly place: Place
  /** What the server has, when the editing begins. */
  readonly served: ServedText
  /** The file has been removed meanwhile. */
  readonly isGone: boolean
  readonly unsaved: Unsaved
}

/** Why a text is not saved: somebody else has changed the file meanwhile, it is gone, or one may not change it any more. */
type Hindrance =
  | { readonly kind: 'changed'; readonly theirs: ServedText }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly problem: unknown }

/** A field for the whole text of a file. What is not saved outlives a reload, and a session that ends. */
export function TextEditor({ place, served, isGone, unsaved }: TextEditorProps) {
  const { t } = useTranslation('preview')
  const problemWords = useProblemWords()
  const [draft] = useState(() => draftOf(place))
  const [text, setText] = useState(draft?.text ?? served.text)
  /** The state of the file on the server that this text is a change of. */
  const [base, setBase] = useState({ text: served.text, etag: draft?.etag ?? served.etag })
  const [isSaving, setSaving] = useState(false)
  const [hindrance, setHindrance] = useState<Hindrance>()
  const own = useSaveAmongOwn(place)
  const isChanged = text !== base.text
  const { mark } = unsaved
  useEffect(() => {
    mark(isChanged)
    return () => mark(false)
  }, [mark, isChanged])

  const [wasGone, setWasGone] = useState(isGone)
  if (wasGone !== isGone) {
    setWasGone(isGone)
    if (isGone && isChanged) setHindrance({ kind: 'gone' })
  }

  function change(value: string): void {
    setText(value)
    if (value === base.text) dropDraft(place)
    else keepDraft(place, { text: value, etag: base.etag })
  }

  /** Begins anew with a state that is on the server. */
  function settle(state: { readonly text: string; readonly etag: string }): void {
    dropDraft(place)
    setBase(state)
    setText(state.text)
    setHindrance(undefined)
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (isSaving) return
    setSaving(true)
    try {
      await work()
    } catch (error) {
      if (isOutOfReach(error)) setHindrance({ kind: 'refused', problem: error })
      else toast({ kind: 'problem', text: problemWords(error) })
    }
    setSaving(false)
  }

  async function save(expected: string): Promise<void> {
    const etag = await saveText(place, writeText(text, served), expected)
    if (etag === undefined) return setHindrance(await fetchHindrance(place))
    settle({ text, etag })
    toast({ kind: 'done', text: t('saved') })
  }

  async function keepBoth(other: ServedText): Promise<void> {
    const copy = await saveCopy(place, writeText(text, served))
    settle(other)
    toast({ kind: 'done', text: t('savedAs', { name: nameOf(copy) }) })
  }

  function press(event: KeyboardEvent): void {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    if (isChanged) void attempt(() => save(base.etag))
  }

  function saveAmongOwn(): void {
    void own.save(writeText(text, served), ({ etag }) => {
      settle({ text, etag })
      mark(false)
    })
  }

  if (hindrance?.kind === 'changed') {
    const { theirs } = hindrance
    return (
      <SaveConflict
        mine={text}
        theirs={theirs}
        isPending={isSaving}
        onKeepBoth={() => void attempt(() => keepBoth(theirs))}
        onOverwrite={() => void attempt(() => save(theirs.etag))}
        onTakeTheirs={() => settle(theirs)}
        onBack={() => setHindrance(undefined)}
      />
    )
  }
  if (hindrance !== undefined) {
    return (
      <SaveRefused
        mine={text}
        problem={hindrance.kind === 'refused' ? hindrance.problem : undefined}
        isPending={isSaving || own.isSaving}
        onSaveAgain={() => void attempt(() => save('new'))}
        onSaveAmongOwn={saveAmongOwn}
        onBack={() => setHindrance(undefined)}
      />
    )
  }
  return (
    <div className="text-editor" role="presentation" onKeyDown={press}>
      {draft && isChanged && draft.text === text && <Notice kind="info">{t('draft')}</Notice>}
      <textarea
        className="input text-field"
        aria-label={t('text')}
        value={text}
        spellCheck={false}
        // It has been opened to be written in.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={({ target }) => change(target.value)}
      />
      <div className="row">
        <span className="small quiet" role="status">
          {t(isChanged ? 'unsaved' : 'allSaved')}
        </span>
        <span className="push" />
        <Button isDisabled={!isChanged} onPress={() => settle(base)}>
          {t('revert')}
        </Button>
        <Button
          kind="primary"
          isDisabled={!isChanged}
          isPending={isSaving}
          onPress={() => void attempt(() => save(base.etag))}
        >
          {t('save')}
        </Button>
      </div>
    </div>
  )
}

async function fetchHindrance(place: Place): Promise<Hindrance> {
  try {
    return { kind: 'changed', theirs: await fetchText(place) }
  } catch (error) {
    if (isProblem(error, 'node-not-found')) return { kind: 'gone' }
    throw error
  }
}
