/** What the server tells as it happens, and what is asked anew for that. */
import { useEffect } from 'react'
import { openLiveStream } from './live-stream.ts'
import { queryClient, renew } from './use-api.ts'

/** Listens for as long as the app is open. */
export function useLiveEvents(): void {
  useEffect(
    () =>
      openLiveStream({
        events: {
          'files.changed': (data) => void renewFolder(JSON.parse(data) as FilesChanged),
          notification: () => void renew('GET /notifications'),
          'inbox.changed': () => void renew('GET /inbox'),
          'shares.changed': () => void renew('GET /shares', 'GET /files'),
          reload: () => void queryClient.invalidateQueries(),
        },
        onReturn: () => void queryClient.invalidateQueries(),
      }),
    [],
  )
}

interface FilesChanged {
  readonly space: string
  /** Of a folder: something in it, or below it, is new, changed or gone. */
  readonly path: string
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
