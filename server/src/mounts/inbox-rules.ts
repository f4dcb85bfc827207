/** What happens with what somebody is offered: it is put among their files at once, or waits for an answer. */
export type InboxRule = 'accept' | 'ask'

export const inboxRuleValues = ['accept', 'ask'] as const satisfies readonly InboxRule[]

export interface InboxRules {
  /** What people of this server share. */
  readonly local: InboxRule
  /** What people of other servers share: of those that the policy trusts and that have proven who they are. */
  readonly federated: InboxRule
}

/** What counts for who has chosen nothing. */
export const usualRules: InboxRules = { local: 'accept', federated: 'ask' }
