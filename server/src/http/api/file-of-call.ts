import type { FilePlace } from '../../files/index.ts'
import { fault } from '../../platform/errors.ts'
import type { Call } from '../route.ts'
import { idParam } from './api-values.ts'

/**
 * Where the file is that the address names by its id.
 * @throws IsthmusError `not-found`, `node-not-found`; the latter also when it is in a space that the user does not
 *   work in
 */
export async function fileOfCall({
  application: { files },
  actor,
  params,
}: Pick<Call<'user'>, 'application' | 'actor' | 'params'>): Promise<FilePlace> {
  const id = idParam(params['id'])
  const node = await files.node(actor.tenant, id)
  const space = (await files.listSpaces(actor)).find((one) => one.id === node?.spaceId)
  const path = (await files.pathsOf([id])).get(id)
  if (space === undefined || path === undefined) throw fault('node-not-found')
  return { path, ...(space.kind === 'team' && { spaceId: space.id }) }
}
