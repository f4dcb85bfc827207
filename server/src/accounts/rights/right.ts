/** What people can be allowed or denied, apart from what they may do with a single file or share. */
export const rights = [
  // Sees and uses what people on other clouds share.
  'use-federation',
  // Shares with people on other clouds.
  'share-outward',
  // Invites people without an account.
  'invite-guests',
  // Shares on what others shared.
  'reshare',
  'use-calendars',
  'use-contacts',
  // Makes links that open something to whoever has them.
  'create-public-links',
] as const

export type Right = (typeof rights)[number]

/** Whose rights are spoken of. */
export type RightsSubject =
  | { readonly kind: 'everyone' }
  /** By their names. */
  | { readonly kind: 'group' | 'user'; readonly name: string }

/** What is said about rights at one place: what is not in it is left to the others. */
export type RightsSetting = Partial<Readonly<Record<Right, boolean>>>

/** What a user may do in the end. */
export type EffectiveRights = Readonly<Record<Right, boolean>>

/** What one place says about one right. */
export interface Ruling {
  readonly subjectKind: RightsSubject['kind']
  readonly right: Right
  readonly allowed: boolean
}

/**
 * What a user may do, from all that is said about everyone, the user's groups and the user. For each right:
 *
 * 1. What is said about the user decides.
 * 2. Else what is said about the user's groups; when they disagree, deny.
 * 3. Else what is said about everyone.
 * 4. Else it is allowed.
 */
export function decideRights(rulings: readonly Ruling[]): EffectiveRights {
  const decided = rights.map((right) => [right, decide(rulings.filter((ruling) => ruling.right === right))])
  return Object.fromEntries(decided) as EffectiveRights
}

function decide(rulings: readonly Ruling[]): boolean {
  for (const kind of ['user', 'group', 'everyone'] as const) {
    const said = rulings.filter(({ subjectKind }) => subjectKind === kind)
    if (said.length > 0) return said.every(({ allowed }) => allowed)
  }
  return true
}

export function isRight(text: string): text is Right {
  return (rights as readonly string[]).includes(text)
}
