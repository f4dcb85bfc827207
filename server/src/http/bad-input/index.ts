/**
 * Bad input: for each route the requests that something is wrong with, and what they are answered with. A test sends
 * them all to a real server; no route may be without any.
 */
import { activityInput } from './api-activity.ts'
import { credentialsInput } from './api-credentials.ts'
import { fileWorkInput } from './api-file-work.ts'
import { filesInput } from './api-files.ts'
import { peersInput } from './api-peers.ts'
import { peopleInput } from './api-people.ts'
import { sharesInput } from './api-shares.ts'
import { uploadsInput } from './api-uploads.ts'
import { davInput } from './dav.ts'
import { ocmInput } from './ocm.ts'
import { operationsInput } from './operations.ts'
import { pagesInput } from './pages.ts'
import type { BadInput } from './row.ts'

export type { BadInput, BadRequest } from './row.ts'

export const badInput: BadInput = {
  ...sharesInput,
  ...peersInput,
  ...filesInput,
  ...fileWorkInput,
  ...uploadsInput,
  ...activityInput,
  ...peopleInput,
  ...credentialsInput,
  ...ocmInput,
  ...davInput,
  ...pagesInput,
  ...operationsInput,
}
