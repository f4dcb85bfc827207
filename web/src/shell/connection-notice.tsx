import { useTranslation } from 'react-i18next'
import { useIsConnected } from '../api/connection.ts'
import { Notice } from '../kit/states.tsx'

/** Says that the server is out of reach, for as long as that is so. */
export function ConnectionNotice() {
  const { t } = useTranslation()
  const isConnected = useIsConnected()
  return (
    <div aria-live="polite" className={isConnected ? 'heard' : 'connection-notice'}>
      {!isConnected && <Notice kind="warning">{t('offline')}</Notice>}
    </div>
  )
}
