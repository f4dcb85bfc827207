import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { call, isProblem } from './api/call.ts'
import { noteSession } from './api/session.ts'
import { queryClient, question } from './api/use-api.ts'
import { fetchWords, languageFor, languageOfBrowser, startLanguage } from './i18n/i18n.ts'
import { fetchParts } from './kit/later.tsx'
import { router } from './router.ts'
import { ChosenLocale } from './shell/chosen-locale.tsx'
import { applyTheme, chosenTheme } from './theme.ts'
import '../../server/src/http/browser/tokens.css'
import './styles/base.css'

applyTheme(chosenTheme())
// Not awaited here: what is fetched later imports from this module.
void start()

async function start(): Promise<void> {
  try {
    const [{ user, csrfToken }] = await Promise.all([
      call('GET /session'),
      queryClient.query(question('GET /me')),
    ])
    noteSession(user.username, csrfToken ?? '')
    await startLanguage(languageFor(user.language))
  } catch (error) {
    if (isProblem(error, 'unauthorized')) return signIn()
    // The app tells what is wrong, and goes on when that is over.
    await startLanguage(languageOfBrowser())
  }
  createRoot(document.querySelector('#app') as HTMLElement).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <ChosenLocale>
          <RouterProvider router={router} />
        </ChosenLocale>
      </QueryClientProvider>
    </StrictMode>,
  )
  fetchParts()
  // Without them the server's own words are shown.
  void fetchWords('refusals').catch(() => undefined)
}

function signIn(): void {
  const here = location.pathname + location.search
  location.assign(`/login?next=${encodeURIComponent(here)}`)
}
