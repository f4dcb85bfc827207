import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../api/problem-words.ts'
import { addressOfFile, nameOf, type Place } from '../place.ts'
import { toast } from '../toast.ts'
import { dropDraft } from './draft.ts'
import { saveAmongOwn } from './save-text.ts'

/**
 * Keeps a text that cannot be saved where it belongs: among the person's own files, where it is then open.
 * @param place - where it belongs
 */
export function useSaveAmongOwn(place: Place) {
  const { t } = useTranslation('preview')
  const problemWords = useProblemWords()
  const navigate = useNavigate()
  const [isSaving, setSaving] = useState(false)
  const isUnderWay = useRef(false)

  /** @param onSaved - told before the file is opened */
  async function save(text: string, onSaved?: (saved: { copy: Place; etag: string }) => void): Promise<void> {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setSaving(true)
    try {
      const saved = await saveAmongOwn(nameOf(place), text)
      dropDraft(place)
      onSaved?.(saved)
      toast({ kind: 'done', text: t('savedAmongOwn', { name: nameOf(saved.copy) }) })
      await navigate({ href: addressOfFile(saved.copy), replace: true })
    } catch (error) {
      toast({ kind: 'problem', text: problemWords(error) })
    }
    isUnderWay.current = false
    setSaving(false)
  }
  return { isSaving, save }
}
