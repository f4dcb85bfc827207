import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'
import { TextView } from './text-view.tsx'

interface UnsavedTextProps {
  readonly title: string
  readonly words: string
  /** What can be done with it, besides writing on: buttons. */
  readonly choices: ReactNode
  readonly mine: string
  /** What somebody else has made of it, if that is why. */
  readonly theirs?: string
  readonly isPending: boolean
  onBack(): void
}

/** Shows a text that could not be saved as it is, says why, and asks what is to become of it. */
export function UnsavedText({ title, words, choices, mine, theirs, isPending, onBack }: UnsavedTextProps) {
  const { t } = useTranslation('preview')
  return (
    <div className="save-conflict">
      <Notice kind="warning" title={title}>
        <p>{words}</p>
        <div className="row">
          {choices}
          <Button kind="bare" isDisabled={isPending} onPress={onBack}>
            {t('goOnEditing')}
          </Button>
        </div>
      </Notice>
      <div className="save-sides">
        <Side label={t('mine')} text={mine} />
        {theirs !== undefined && <Side label={t('theirs')} text={theirs} />}
      </div>
    </div>
  )
}

function Side({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <h3>{label}</h3>
      <TextView text={text} label={label} />
    </div>
  )
}
