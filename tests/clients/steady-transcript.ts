/**
 * What a client printed, with everything that another run prints otherwise made the same each time: addresses, dates,
 * entity tags, lock tokens.
 *
 * @param origin - of the server, which becomes `https://cloud.example`
 */
export function steadyTranscript(printed: string, origin: string): string {
  const tags = new Map<string, string>()
  const tokens = new Map<string, string>()
  return (
    printed
      .replaceAll('\r\n', '\n')
      .replaceAll(origin, 'https://cloud.example')
      .replaceAll('`localhost', '`cloud.example')
      .replaceAll(/\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT/g, 'Tue, 24 Nov 2026 12:00:00 GMT')
      .replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, '2026-11-24T12:00:00Z')
      .replaceAll(/\w{3} [ \d]\d \d{2}:\d{2}$/gm, 'Nov 24 12:00')
      .replaceAll(/opaquelocktoken:[\w-]+|urn:uuid:[\w-]+/g, (token) =>
        numbered(tokens, token, 'opaquelocktoken:'),
      )
      .replaceAll(/"\d+-[\da-z]+"/g, (tag) => `"${numbered(tags, tag, 'etag-')}"`)
      // What is left of an hour.
      .replaceAll(/Timeout: 3[56]\d\d /g, 'Timeout: 3600 ')
      // A bar grows while a file is on its way.
      .replaceAll(/\[\.+ /g, '[.. ')
  )
}

function numbered(known: Map<string, string>, value: string, prefix: string): string {
  const name = known.get(value) ?? `${prefix}${known.size + 1}`
  known.set(value, name)
  return name
}
