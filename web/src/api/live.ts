/** What the server tells as it happens, and what is asked anew for that. */
import { useEffect } from 'react'
import { openLiveStream } from './live-stream.ts'
import { type FilesChanged, renewFolders } from './renew-folders.ts'
import { queryClient, renew } from './use-api.ts'

/** Listens for as long as the app is open. */
export function useLiveEvents(): void {
  useEffect(
    () =>
      openLiveStream({
        events: {
          'files.changed': (data) => void renewFolders(JSON.parse(data) as FilesChanged),
          notification: () => void renew('GET /notifications'),
          'inbox.changed': () => void renew('GET /inbox'),
          'shares.changed': () => void renew('GET /shares', 'GET /files'),
          'deliveries.changed': () => void renewDeliveries(),
          reload: () => void queryClient.invalidateQueries(),
        },
        onReturn: () => void queryClient.invalidateQueries(),
      }),
    [],
  )
}

/** An inspection of another cloud asks that cloud, and is made when somebody wants it. */
async function renewDeliveries(): Promise<void> {
  const operations = ['GET /deliveries', 'GET /system', 'GET /peers', 'GET /peers/:host', 'GET /mail']
  await Promise.all(operations.map((operation) => queryClient.invalidateQueries({ queryKey: [operation] })))
}
