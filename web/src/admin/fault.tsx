import { useTranslation } from 'react-i18next'
import { type FoundFault, useFaultWords } from '../i18n/fault-words.ts'
import { Notice, type NoticeKind } from '../kit/states.tsx'

interface FaultProps {
  readonly kind: NoticeKind
  readonly about: 'peer' | 'mail' | 'system'
  readonly fault: FoundFault
  /** What the other side said, as it said it. */
  readonly said?: string | null
}

/** Something that is wrong, and what to do about it. */
export function Fault({ kind, about, fault, said = null }: FaultProps) {
  const { t } = useTranslation('admin')
  const { message, remedy } = useFaultWords()(about, fault)
  return (
    <Notice kind={kind} title={message}>
      <p>{remedy}</p>
      {said !== null && <p className="small">{t('serverSaid', { said })}</p>}
    </Notice>
  )
}
