import { refusal } from '../dav-answer.ts'
import { samePath, startsWithPath } from '../dav-path.ts'
import type { DavResponse } from '../dav-request.ts'
import { parseAddress } from '../headers/destination.ts'
import type { DavPath } from '../resource-tree.ts'
import type { DavCall } from './dav-call.ts'

/** Where COPY or MOVE leads, or the answer that refuses it. */
export type Transfer =
  | { readonly ok: true; readonly to: DavPath; readonly overwrite: boolean }
  | { readonly ok: false; readonly answer: DavResponse }

/** Reads where COPY and MOVE lead, and refuses what no tree can do (RFC 4918 9.8.5 and 9.9.4). */
export function parseTransfer({ request, options }: DavCall): Transfer {
  const overwrite = parseOverwrite(request.headers['overwrite'])
  if (overwrite === undefined) return refused(400, 'Overwrite must be T or F.')
  const { destination } = request.headers
  if (destination === undefined) return refused(400, 'Destination is missing.')

  const address = parseAddress(destination, options)
  if (!address.ok) {
    if (address.reason === 'malformed')
      return refused(400, 'Destination is not an address that can exist here.')
    return refused(502, 'Destination lies in another place than this tree.')
  }
  const to = address.path
  if (samePath(to, request.path)) return refused(403, 'Source and destination are the same.')
  // Replacing a folder that holds the source would remove the source first.
  if (startsWithPath(request.path, to)) return refused(403, 'The destination holds the source.')
  return { ok: true, to, overwrite }
}

/** RFC 4918 10.6: a missing header means `T`. */
function parseOverwrite(value: string | undefined): boolean | undefined {
  switch (value?.trim().toUpperCase()) {
    case undefined:
    case 'T':
      return true
    case 'F':
      return false
    default:
      return undefined
  }
}

function refused(status: number, message: string): Transfer {
  return { ok: false, answer: refusal(status, message) }
}
