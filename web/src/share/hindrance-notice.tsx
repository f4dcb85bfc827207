import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { Notice } from '../kit/states.tsx'
import { toast } from '../toast.ts'
import { copyText } from './copy-text.ts'
import type { Hindrance } from './use-hindrance.ts'

/** Why somebody cannot share something, and who can. */
export function HindranceNotice({ hindrance }: { readonly hindrance: Hindrance }) {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  if (hindrance.kind !== 'elsewhere') {
    return (
      <Notice kind="info">
        <p>
          {hindrance.kind === 'forYourself'
            ? t('hindrance.forYourself', { owner: hindrance.owner })
            : t(`hindrance.${hindrance.kind}`)}
        </p>
      </Notice>
    )
  }
  const { owner, server } = hindrance

  async function copy(): Promise<void> {
    if (await copyText(owner)) toast({ kind: 'done', text: inApp('copied') })
  }

  return (
    <Notice kind="info" title={t('hindrance.elsewhere', { server })}>
      <p>{t('hindrance.askOwner', { owner })}</p>
      <div>
        <Button icon={<Copy aria-hidden="true" />} onPress={() => void copy()}>
          {t('copyAddress')}
        </Button>
      </div>
    </Notice>
  )
}
