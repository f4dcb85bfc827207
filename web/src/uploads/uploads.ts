/** The uploads of this page. They live beside the pages of the app: they go on wherever the person goes in it. */
import { useSyncExternalStore } from 'react'
import { call, takeUpSession } from '../api/call.ts'
import { leaveGuard } from '../leave-guard.ts'
import { backOff } from './back-off.ts'
import { httpUploadServer } from './http-upload-server.ts'
import { newId } from './new-id.ts'
import { forgetUpload, noteUpload } from './remembered-uploads.ts'
import { countMoving } from './totals.ts'
import { UploadQueue, type UploadsView } from './upload-queue.ts'

export const uploads = new UploadQueue({
  server: httpUploadServer,
  makeFolder: (path, space) => call('POST /files/folders', { input: { path, space } }),
  now: () => performance.now(),
  pause: untilWorthTrying,
  signInAgain: () => takeUpSession(),
  id: newId,
  soon: (callback) => void setTimeout(callback, 150),
  onNamed: noteUpload,
  onOver: forgetUpload,
})

export function useUploads(): UploadsView {
  return useSyncExternalStore(uploads.subscribe, uploads.view)
}

/** Waits, longer after each failure; what comes back is used at once. */
async function untilWorthTrying(failures: number, signal: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<void>()
  const refuse = () => over.reject(signal.reason)
  const timer = setTimeout(over.resolve, backOff(failures, Math.random()))
  window.addEventListener('online', () => over.resolve(), { signal: signal })
  signal.addEventListener('abort', refuse)
  await over.promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', refuse)
  })
}

const guard = leaveGuard()
uploads.subscribe(() => guard(countMoving(uploads.view().totals) > 0))
