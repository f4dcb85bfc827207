import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, isProblem } from '../api/call.ts'
import { useProblemWords } from '../api/problem-words.ts'
import { noteSession, useSession } from '../api/session.ts'
import { queryClient } from '../api/use-api.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/fields.tsx'

/** Asks for the password when the session has ended; what was refused meanwhile is sent again after that. */
export function SessionEnded() {
  const { t } = useTranslation()
  const problemWords = useProblemWords()
  const { username, hasEnded, other } = useSession()
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)

  async function signIn(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    try {
      const { csrfToken } = await call('POST /session', { input: { username, password } })
      setProblem(undefined)
      noteSession(username, csrfToken ?? '')
      // Of what has been asked for in between, some may be what somebody else sees.
      if (other !== undefined) void queryClient.invalidateQueries()
    } catch (error) {
      setProblem(isProblem(error, 'unauthorized') ? t('wrongPassword') : problemWords(error))
    }
    setPassword('')
    setPending(false)
  }

  return (
    <Dialog title={t('sessionEndedTitle')} isOpen={hasEnded} isSticky size="small" onClose={() => undefined}>
      <form className="stack" onSubmit={(event) => void signIn(event)}>
        <p>{other === undefined ? t('sessionEnded') : t('otherSignedIn', { name: other })}</p>
        {other === undefined && <p className="quiet">{t('signedInAs', { name: username })}</p>}
        <TextField
          label={t('password')}
          type="password"
          autoComplete="current-password"
          autoFocus
          isRequired
          value={password}
          onChange={setPassword}
          problem={problem}
        />
        <div className="row">
          <Button type="submit" kind="primary" isPending={isPending}>
            {other === undefined ? t('signIn') : t('signInAs', { name: username })}
          </Button>
          {other !== undefined && (
            <Button onPress={() => location.reload()}>{t('goOnAs', { name: other })}</Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
