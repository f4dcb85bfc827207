import { useTranslation } from 'react-i18next'
import { useAction } from '../api/use-api.ts'
import { TextField } from '../kit/fields.tsx'
import { Form } from '../kit/form.tsx'

interface QuotaFormProps {
  /** The id of the space. */
  readonly space: string
  /** Bytes; null without a limit. */
  readonly quota: number | null
}

const gigabyte = 1_000_000_000

/** How much a space may hold. */
export function QuotaForm({ space: id, quota }: QuotaFormProps) {
  const { t } = useTranslation(['admin', 'app'])
  const set = useAction('PUT /spaces/:id/quota', {
    changes: ['GET /spaces'],
    done: t('app:saved'),
    isProblemShown: true,
  })
  return (
    <Form
      submit={t('app:save')}
      action={set}
      onSubmit={({ gigabytes = '' }) =>
        set.mutate({
          params: { id },
          input: { quota: gigabytes === '' ? null : Math.round(Number(gigabytes) * gigabyte) },
        })
      }
    >
      <TextField
        label={t('quotaInGigabytes')}
        name="gigabytes"
        type="number"
        min="0"
        step="any"
        defaultValue={quota === null ? '' : String(quota / gigabyte)}
        hint={t('quotaHint')}
      />
    </Form>
  )
}
