/** What the server tells as it happens. */
import { useEffect } from 'react'
import { queryClient, renew } from './use-api.ts'

interface FilesChanged {
  readonly space: string
  /** Of a folder: something in it, or below it, is new, changed or gone. */
  readonly path: string
}

/** Listens for as long as the app is open, and asks anew what an event says has changed. */
export function useLiveEvents(): void {
  useEffect(() => {
    const source = new EventSource('/api/v1/events')
    source.addEventListener('files.changed', (event: MessageEvent<string>) => {
      void renewFolder(JSON.parse(event.data) as FilesChanged)
    })
    source.addEventListener('notification', () => void renew('GET /notifications'))
    source.addEventListener('inbox.changed', () => void renew('GET /inbox'))
    source.addEventListener('shares.changed', () => void renew('GET /shares', 'GET /files'))
    source.addEventListener('reload', () => void queryClient.invalidateQueries())
    return () => source.close()
  }, [])
}

/** Of the listings, those of the folder and of what is above or below it; and all that is told of single files. */
async function renewFolder({ path }: FilesChanged): Promise<void> {
  await queryClient.invalidateQueries({
    predicate: ({ queryKey: [name, ask] }) => {
      if (/^GET \/(?:trash|spaces)/.test(String(name))) return true
      if (!String(name).startsWith('GET /files')) return false
      const shown = (ask as { query?: { path?: string } } | undefined)?.query?.path
      return shown === undefined || shown.startsWith(path) || path.startsWith(shown)
    },
  })
}
