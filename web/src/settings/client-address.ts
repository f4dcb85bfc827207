/** Where a program finds somebody’s files. */
export interface ClientAddress {
  readonly client: 'webdav' | 'finder' | 'windows' | 'gnome' | 'rclone' | 'davfs' | 'curl'
  /** An address, or the command that connects. */
  readonly value: string
}

/**
 * The addresses of somebody’s files for each kind of program; `APP-PASSWORD` stands for what each has of its own.
 * @param origin - of this cloud: `https://cloud.example`
 */
export function clientAddresses(origin: string, username: string): ClientAddress[] {
  const { protocol, host } = new URL(origin)
  const name = encodeURIComponent(username)
  const address = `${origin}/dav/files/${name}/`
  const word = shellWord(username)
  return [
    { client: 'webdav', value: address },
    { client: 'finder', value: address },
    { client: 'windows', value: address },
    {
      client: 'gnome',
      value: `${protocol === 'https:' ? 'davs' : 'dav'}://${name}@${host}/dav/files/${name}/`,
    },
    {
      client: 'rclone',
      value: `rclone config create cloud webdav url=${address} vendor=other user=${word} pass=APP-PASSWORD`,
    },
    { client: 'davfs', value: `sudo mount -t davfs -o uid=$USER ${address} /mnt` },
    { client: 'curl', value: `curl -u ${word} -T plan.txt ${address}` },
  ]
}

/** A text as one word of a shell (POSIX 2.2.2). */
function shellWord(text: string): string {
  return /^[\w.@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
