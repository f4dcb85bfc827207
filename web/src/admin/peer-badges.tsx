import { useTranslation } from 'react-i18next'
import type { Peer } from '../api/contract.ts'
import { Badge } from '../kit/states.tsx'

/** A lamp for whether it works with a server, and why, in words. */
export function PeerHealth({ peer: { lamp, lampReason } }: { readonly peer: Peer }) {
  const { t } = useTranslation('admin')
  return <span className={`lamp ${lamp}`}>{t(`lampReasons.${lampReason}`)}</span>
}

/** What an administrator has said of a server. */
export function PeerRuleBadge({ rule }: { readonly rule: Peer['rule'] }) {
  const { t } = useTranslation('admin')
  if (rule === null) return <span className="quiet">{t('ruleNone')}</span>
  return (
    <Badge kind={rule.rule === 'allow' ? 'success' : 'danger'}>
      {t(rule.rule === 'allow' ? 'ruleAllow' : 'ruleBlock')}
    </Badge>
  )
}
