import type { Config } from './schema.ts'

/** One line for each switch that is meant for tests and is on, and for other dangers; printed at every start. */
export function configWarnings({
  federation,
  database,
}: Pick<Config, 'database'> & {
  readonly federation: Pick<Config['federation'], 'allowHttpFallback' | 'allowPrivateNetworks'>
}): readonly string[] {
  return [
    ...(federation.allowHttpFallback
      ? [
          'federation.allowHttpFallback is on: data may travel unencrypted. For tests and demonstrations only.',
        ]
      : []),
    ...(federation.allowPrivateNetworks
      ? [
          'federation.allowPrivateNetworks is on: other servers can make this one connect to private addresses. ' +
            'For tests, demonstrations and closed networks only.',
        ]
      : []),
    ...(database.url !== undefined && isOpenToOthers(database.url)
      ? [
          'database.url has no sslmode: everything travels unencrypted to another machine. ' +
            'Add ?sslmode=verify-full to it.',
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
