import { parseDepth } from '../headers/depth.ts'
import type { DavCall } from './dav-call.ts'

/**
 * Whether a method that takes folders only as a whole is asked for less: for a folder, any `Depth` but `infinity`
 * (RFC 4918 9.6.1 and 9.9.2). On a file the header says nothing.
 */
export async function asksForPartOfFolder({ request, tree }: DavCall): Promise<boolean> {
  const depth = parseDepth(request.headers)
  if (depth === 'absent' || depth === 'infinity') return false
  const resource = await tree.stat(request.path)
  return resource?.kind === 'folder'
}
