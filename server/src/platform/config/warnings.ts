import type { Config } from './schema.ts'

/** A danger that somebody has to know of. */
export interface ConfigWarning {
  /** Stable name. */
  readonly slug: string
  readonly message: string
  /** What to do about it. */
  readonly remedy: string
}

/** One for each switch that is meant for tests and is on, and for other dangers; said at every start. */
export function configWarnings({
  federation,
  database,
}: Pick<Config, 'database'> & {
  readonly federation: Pick<Config['federation'], 'allowHttpFallback' | 'allowPrivateNetworks'>
}): readonly ConfigWarning[] {
  return [
    ...(federation.allowHttpFallback
      ? [
          {
            slug: 'http-fallback',
            message: 'federation.allowHttpFallback is on: data may travel unencrypted.',
            remedy: 'For tests and demonstrations only.',
          },
        ]
      : []),
    ...(federation.allowPrivateNetworks
      ? [
          {
            slug: 'private-networks',
            message:
              'federation.allowPrivateNetworks is on: other servers can make this one connect to private addresses.',
            remedy: 'For tests, demonstrations and closed networks only.',
          },
        ]
      : []),
    ...(database.url !== undefined && isOpenToOthers(database.url)
      ? [
          {
            slug: 'database-unencrypted',
            message: 'database.url has no sslmode: everything travels unencrypted to another machine.',
            remedy: 'Add ?sslmode=verify-full to it.',
          },
        ]
      : []),
  ]
}

/** @param url - for PostgreSQL; without a host, or with the folder of a socket as `host`, it stays on this machine */
function isOpenToOthers(url: string): boolean {
  const { hostname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? hostname
  const staysHere = host === '' || host.startsWith('/') || /^(?:localhost|127\.[\d.]+|\[?::1\]?)$/.test(host)
  return !staysHere && !searchParams.has('sslmode')
}
