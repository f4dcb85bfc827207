import type { UserActor } from '../platform/actor.ts'
import type { MountsContext } from './context.ts'
import { type InboxRules, usualRules } from './inbox-rules.ts'
import { findRules, putRules } from './inbox-rules-repository.ts'

export async function readInboxRules({ database }: MountsContext, actor: UserActor): Promise<InboxRules> {
  return (await findRules(database.read, actor.userId)) ?? usualRules
}

/** Changes what happens from now on; what is in the inbox already stays as it is. */
export async function changeInboxRules(
  { database, clock, activity }: MountsContext,
  actor: UserActor,
  change: Partial<InboxRules>,
): Promise<InboxRules> {
  return database.write(async (tx) => {
    const rules = { ...((await findRules(tx, actor.userId)) ?? usualRules), ...change }
    await putRules(tx, actor, rules, clock.now())
    await activity.record(tx, actor, {
      action: 'inbox-rules.changed',
      subjectKind: 'user',
      subjectId: actor.userId,
      detail: { ...rules },
    })
    return rules
  })
}
