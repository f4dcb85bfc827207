import { useTranslation } from 'react-i18next'
import { CopyField } from '../kit/copy-field.tsx'
import { clientAddresses } from './client-address.ts'

/** Where each kind of program finds the files, ready to be copied. */
export function ClientAddresses({ username }: { readonly username: string }) {
  const { t } = useTranslation('settings')
  return (
    <>
      {clientAddresses(location.origin, username).map(({ client, value }) => (
        <div key={client}>
          <CopyField label={t(`clients.${client}`)} value={value} />
          <p className="hint">{t(`clientHints.${client}`)}</p>
        </div>
      ))}
    </>
  )
}
