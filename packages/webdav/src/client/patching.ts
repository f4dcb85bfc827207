import { writeEmptyProperty } from '../properties/property-name.ts'
import type { PropertyPatch } from '../resource-tree.ts'
import { type Answer, discardBody, type Exchange } from './exchange.ts'
import { readMultistatus } from './multistatus-reader.ts'
import { RemoteRefusal } from './remote-refusal.ts'
import { RemoteTrouble } from './remote-trouble.ts'

/** Changes properties (PROPPATCH). Throws `RemoteRefusal` unless all of it was done. */
export async function patchRemote(
  exchange: Exchange,
  url: string,
  patch: PropertyPatch,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const answer = await exchange({
    method: 'PROPPATCH',
    url,
    headers: { ...headers, 'content-type': 'application/xml; charset=utf-8' },
    body: Buffer.from(writeUpdate(patch)),
    expected: [200, 204, 207],
    signal,
  })
  if (answer.status === 207) await demandDone(answer)
  else discardBody(answer.body)
}

function writeUpdate({ set, remove, modifiedAt }: PropertyPatch): string {
  const time =
    modifiedAt === undefined ? '' : `<d:lastmodified>${Math.floor(modifiedAt / 1000)}</d:lastmodified>`
  const values = set.map(({ xml }) => xml).join('') + time
  const names = remove.map(writeEmptyProperty).join('')
  return (
    '<?xml version="1.0" encoding="utf-8"?><d:propertyupdate xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns">' +
    (values === '' ? '' : `<d:set><d:prop>${values}</d:prop></d:set>`) +
    (names === '' ? '' : `<d:remove><d:prop>${names}</d:prop></d:remove>`) +
    '</d:propertyupdate>'
  )
}

async function demandDone({ body }: Answer): Promise<void> {
  const responses = await Array.fromAsync(readMultistatus(body, new Set()))
  if (responses.length === 0) throw new RemoteTrouble('malformed', 'the other server did not say what it did')
  for (const { status, partStatus } of responses) {
    const refusedWith = partStatus ?? (status === undefined || status < 300 ? undefined : status)
    if (refusedWith !== undefined) throw new RemoteRefusal('PROPPATCH', refusedWith)
  }
}
