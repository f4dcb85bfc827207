import type { FilePlace } from '../../files/index.ts'
import { fault } from '../../platform/errors.ts'
import type { Call } from '../route.ts'
import { idParam } from './api-values.ts'

/**
 * Where the file is that the address names by its id.
 * @throws IsthmusError `not-found`, `node-not-found`; the latter also when it is in a space that the user does not
 *   work in
 */
export async function fileOfCall(
  call: Pick<Call<'user'>, 'application' | 'actor' | 'params'>,
): Promise<FilePlace> {
  const place = await placeOf(call, idParam(call.params['id']))
  if (place === undefined) throw fault('node-not-found')
  const { kind: _, ...file } = place
  return file
}

/** A place in the caller's files: of what is the caller's or a team's own, or of what others share. */
export interface PlaceOfId extends FilePlace {
  readonly kind: 'own' | 'mount'
}

/** Where something is in a space that the caller works in, by its id; `undefined` when it is not there. */
export async function placeOf(
  { application: { files }, actor }: Pick<Call<'user'>, 'application' | 'actor'>,
  id: number,
): Promise<PlaceOfId | undefined> {
  const node = await files.node(actor.tenant, id)
  const space = (await files.listSpaces(actor)).find((one) => one.id === node?.spaceId)
  const path = (await files.pathsOf([id])).get(id)
  if (space === undefined || path === undefined) return undefined
  return {
    kind: node?.kind === 'mount' ? 'mount' : 'own',
    path,
    ...(space.kind === 'team' && { spaceId: space.id }),
  }
}
