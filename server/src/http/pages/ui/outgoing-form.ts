import { isPathName, maxPathDepth } from '@isthmus/webdav'
import { fault, IsthmusError } from '../../../platform/errors.ts'
import { permissionsOfWords } from '../../../platform/permissions.ts'
import type { Share } from '../../../shares/index.ts'
import { defineRoute } from '../../route.ts'
import { sayRefusal } from '../say-fault.ts'
import type { Words } from '../words.ts'
import { type OutgoingResult, outgoingPage } from './render-outgoing.ts'
import { sayRefused } from './say-refused.ts'
import { withForm } from './with-visitor.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/ui/api/shares/outgoing',
  access: 'none',
  body: 'stream',
  summary: 'Shares a file or a folder with somebody, to look at.',
  handle: (call) =>
    withForm(call, '/ui/outgoing', async (guest, form) => {
      const shareWith = form.get('share-with')?.trim() ?? ''
      const path = form.get('local-path')?.trim() ?? ''
      try {
        const share = await call.application.shares.createShare(guest.actor, {
          path: readPath(path),
          shareWith,
          recipientKind: 'user',
          permissions: permissionsOfWords(['read']),
          patience,
        })
        return outgoingPage(guest, { shareWith, path, ...resultOf(share, shareWith, guest.speech.words) })
      } catch (error) {
        const said = sayRefusal(error, guest.speech)
        if (said === undefined) throw error
        const wrong = isAboutPath(error) ? 'local-path' : 'share-with'
        return outgoingPage(guest, { shareWith, path, kind: 'problem', wrong, ...said })
      }
    }),
})

/**
 * This page cannot say later what became of it, and clouds that meet for the first time ask each other for much. Below the
 * 20 seconds for which the interop suite of the field waits; milliseconds.
 */
const patience = 15_000

/** @throws IsthmusError `node-not-found` for what is no path */
function readPath(text: string): string[] {
  const names = text
    .split('/')
    .filter((name) => name !== '')
    .map((name) => name.normalize('NFC'))
  if (names.length > 0 && names.length <= maxPathDepth && names.every(isPathName)) return names
  throw fault('node-not-found')
}

/** Whether what is refused is the thing, and not whom it is for. */
function isAboutPath(error: unknown): boolean {
  if (!(error instanceof IsthmusError)) return true
  return ['node-not-found', 'resource-in-mount', 'forbidden'].includes(error.code)
}

function resultOf(
  { state, stateReason = state }: Share,
  recipient: string,
  words: Words,
): Pick<OutgoingResult, 'kind' | 'message' | 'status' | 'wrong'> {
  switch (state) {
    case 'announced':
    case 'accepted':
      return { kind: 'success', message: words.shareSent(recipient), status: 201 }
    case 'announcing':
      return { kind: 'notice', message: words.shareWaits(recipient), status: 202 }
    default:
      return {
        kind: 'problem',
        message: sayRefused(stateReason, recipient, words),
        status: 502,
        wrong: 'share-with',
      }
  }
}
