import { House, ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../api/contract.ts'

/** How sure it is who shares something, and why it waits for an answer. */
export function TrustWords({ item }: { readonly item: InboxItem }) {
  const { t } = useTranslation('share')
  const { trust, server } = item
  const level = trust.level === 'signed' && !trust.known ? 'signedNew' : trust.level
  const { icon: Icon, kind } = looks[level]
  return (
    <div className={`trust ${kind}`}>
      <Icon aria-hidden="true" />
      <div>
        <p>
          <strong>{t(`trust.${level}`, { server })}</strong>
        </p>
        <p>{t(`trustHint.${level}`, { server })}</p>
        {trust.level === 'unsigned' && <p>{trust.known ? t('trustKnown') : t('trustNew')}</p>}
      </div>
    </div>
  )
}

const looks = {
  local: { icon: House, kind: 'good' },
  signed: { icon: ShieldCheck, kind: 'good' },
  signedNew: { icon: ShieldQuestion, kind: 'plain' },
  unsigned: { icon: ShieldAlert, kind: 'bad' },
} as const
