import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAction } from '../api/use-api.ts'
import { addressOfThing } from '../share/thing-link.tsx'
import { toast } from '../toast.ts'

const changes = ['GET /inbox', 'GET /notifications', 'GET /files', 'GET /trash']

/** What can be said to what somebody shares, and where that leads. */
export function useAnswers() {
  const { t } = useTranslation('share')
  const navigate = useNavigate()
  const accept = useAction('POST /inbox/:id/accept', {
    changes,
    onDone: ({ name, path, kind }) => {
      const open = () => void navigate({ href: addressOfThing({ path: path ?? '/', kind }) })
      toast({
        kind: 'done',
        text: t('accepted', { name, place: path ?? '' }),
        action: { label: t('open'), do: open },
      })
    },
  })
  const decline = useAction('POST /inbox/:id/decline', {
    changes,
    onDone: ({ name }) => toast({ kind: 'done', text: t('declined', { name }) }),
  })
  return { accept, decline }
}
