import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../kit/states.tsx'

/** Says that the device is not connected, for as long as that is so. */
export function ConnectionNotice() {
  const { t } = useTranslation()
  const isOnline = useSyncExternalStore(listen, () => navigator.onLine)
  return (
    <div aria-live="polite" className={isOnline ? 'heard' : 'connection-notice'}>
      {!isOnline && <Notice kind="warning">{t('offline')}</Notice>}
    </div>
  )
}

function listen(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
