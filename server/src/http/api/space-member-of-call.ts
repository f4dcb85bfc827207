import type { SpaceMember } from '../../files/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { Call } from '../route.ts'
import { idParam } from './api-values.ts'

/**
 * The space and the person or group that the address names.
 * @throws IsthmusError `not-found`, `space-not-found`, `user-not-found`
 */
export async function spaceMemberOfCall({
  application: { accounts, files },
  actor,
  params,
}: Pick<Call<'user'>, 'application' | 'actor' | 'params'>): Promise<{ space: number; member: SpaceMember }> {
  const space = idParam(params['id'])
  // Before any name is looked up: who does not belong to it learns nothing about people.
  await files.readSpace(actor, space)
  const { kind, name = '' } = params
  if (kind === 'user') {
    const user = await accounts.findUser(actor.tenant, name)
    if (user === undefined) throw fault('user-not-found')
    return { space, member: { kind, id: user.id } }
  }
  const group = kind === 'group' ? await accounts.findGroup(actor.tenant, name) : undefined
  if (group === undefined) throw fault('not-found', { because: because('no-such-group') })
  return { space, member: { kind: 'group', id: group.id } }
}
