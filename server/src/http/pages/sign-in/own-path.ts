import type { Tenant } from '../../../accounts/index.ts'

const longest = 2000

/**
 * Where somebody goes on after signing in: only ever on this server, whoever made the address.
 * @param wanted - path with query and fragment, from an address that anybody can have made
 * @param home - where to go instead when that leads elsewhere
 * @returns the path in its normal form
 */
export function ownPath(
  wanted: string | null | undefined,
  { publicUrl }: Pick<Tenant, 'publicUrl'>,
  home: string,
): string {
  if (!wanted?.startsWith('/') || wanted.length > longest) return home
  const url = URL.parse(wanted, publicUrl)
  if (url === null || url.origin !== new URL(publicUrl).origin) return home
  const path = url.pathname + url.search + url.hash
  // A path that begins with two slashes would be a host for whoever resolves it again.
  return path.startsWith('//') ? home : path
}
