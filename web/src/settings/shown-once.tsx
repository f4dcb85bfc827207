import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'

interface ShownOnceProps {
  onClose(): void
  readonly children: ReactNode
}

/** A secret that was made just now, in a dialog that only a button closes. */
export function ShownOnce({ onClose, children }: ShownOnceProps) {
  const { t } = useTranslation('settings')
  const button = useRef<HTMLButtonElement>(null)
  // What had the focus was the form that is gone.
  useEffect(() => button.current?.focus(), [])
  return (
    <>
      <Notice kind="warning">
        <p>{t('shownOnce')}</p>
      </Notice>
      {children}
      <div className="row form-end">
        <Button ref={button} kind="primary" onPress={onClose}>
          {t('noted')}
        </Button>
      </div>
    </>
  )
}
