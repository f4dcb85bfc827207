import { type DavPathParsing, parseDavPath } from '../dav-path.ts'
import type { DavOptions } from '../dav-request.ts'

/** The outcome of `parseAddress`. */
export type AddressParsing =
  | Extract<DavPathParsing, { ok: true }>
  | { readonly ok: false; readonly reason: 'malformed' | 'outside' | 'foreign' }

/**
 * Reads the address of a resource of this tree from a header (`Destination`, RFC 4918 10.3; a resource tag in `If`,
 * RFC 4918 10.4.2): an absolute URL or an absolute path.
 *
 * @returns `foreign` for another server, `outside` for this server but another tree
 */
export function parseAddress(value: string, options: DavOptions): AddressParsing {
  const parts = /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)?(\/.*)?$/is.exec(value.trim())
  if (parts === null) return { ok: false, reason: 'malformed' }
  const [, authority, path = '/'] = parts
  if (authority !== undefined) {
    const origin = normaliseOrigin(authority)
    if (origin === undefined) return { ok: false, reason: 'malformed' }
    if (!options.origins.some((own) => normaliseOrigin(own) === origin))
      return { ok: false, reason: 'foreign' }
  }
  return parseDavPath(path, options.mountPath)
}

/** Lower case, without the default port. */
function normaliseOrigin(authority: string): string | undefined {
  return URL.canParse(authority) ? new URL(authority).origin : undefined
}
