import { type NotificationKind, notificationKinds } from './notification.ts'

export const mailTimes = ['never', 'at-once', 'daily'] as const

/** Whether and when something is mailed: `daily` comes in one mail in the morning. */
export type MailTime = (typeof mailTimes)[number]

/** How a user wants to be told of one kind of thing. */
export interface NotificationChoice {
  /** Shown in the app. */
  readonly app: boolean
  readonly mail: MailTime
}

export type NotificationChoices = Readonly<Record<NotificationKind, NotificationChoice>>

/** What is to be different; the rest stays. */
export type NotificationChoiceChanges = {
  readonly [Kind in NotificationKind]?: Partial<NotificationChoice>
}

/** For whoever has not chosen: mailed is what waits for an answer, and what went wrong. */
const unchosen: NotificationChoices = {
  'share-received': { app: true, mail: 'at-once' },
  'share-added': { app: true, mail: 'daily' },
  'share-accepted': { app: true, mail: 'never' },
  'share-declined': { app: true, mail: 'never' },
  'share-refused': { app: true, mail: 'daily' },
  'share-failed': { app: true, mail: 'daily' },
  'share-removed': { app: true, mail: 'never' },
  'share-expired': { app: true, mail: 'never' },
}

/** Every choice of a user. @param chosen - what they have chosen themselves */
export function choicesOf(chosen: ReadonlyMap<string, NotificationChoice>): NotificationChoices {
  const choices = notificationKinds.map((kind) => [kind, chosen.get(kind) ?? unchosen[kind]])
  return Object.fromEntries(choices) as NotificationChoices
}
