import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { toast } from '../toast.ts'
import { IconButton } from './button.tsx'
import './copy-field.css'

interface CopyFieldProps {
  readonly label: string
  readonly value: string
}

/** A text to be taken somewhere else as it is. */
export function CopyField({ label, value }: CopyFieldProps) {
  const { t } = useTranslation()
  return (
    <div className="field">
      <span className="label">{label}</span>
      <div className="copy-field">
        <code>{value}</code>
        <IconButton
          label={`${t('copy')}: ${label}`}
          icon={<Copy />}
          onPress={() => {
            void navigator.clipboard.writeText(value).then(
              () => toast({ kind: 'done', text: t('copied') }),
              () => toast({ kind: 'problem', text: t('copyFailed') }),
            )
          }}
        />
      </div>
    </div>
  )
}
