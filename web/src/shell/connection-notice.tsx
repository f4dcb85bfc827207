import { useTranslation } from 'react-i18next'
import { useIsConnected } from '../api/connection.ts'
import { useSaid } from '../kit/say.ts'
import { Notice } from '../kit/states.tsx'

/** Shows that the server is out of reach, for as long as that is so. */
export function ConnectionNotice() {
  const { t } = useTranslation()
  const isConnected = useIsConnected()
  useSaid(isConnected ? undefined : t('disconnected'), { after: t('online') })
  if (isConnected) return null
  return (
    <div className="connection-notice">
      <Notice kind="warning">{t('offline')}</Notice>
    </div>
  )
}
