import { z } from 'zod'
import type { AuditEntry } from '../../activity/index.ts'
import { momentOutput, momentView } from './api-values.ts'

const kinds = [
  'created',
  'changed',
  'renamed',
  'moved',
  'deleted',
  'restored',
  'version-restored',
  'shared',
  'share-accepted',
  'share-declined',
  'share-changed',
  'share-ended',
  'received',
  'received-changed',
] as const

type Kind = (typeof kinds)[number]

export const activityOutput = z
  .strictObject({
    id: z.string(),
    at: momentOutput,
    actor: z
      .string()
      .describe('user name, address of a recipient or host of a server; empty for the server itself'),
    actorName: z.string().nullable().describe('of a user of this cloud'),
    kind: z.enum(kinds),
    detail: z
      .string()
      .nullable()
      .describe('the name before, the place before, or with whom it is shared; empty for a public link'),
  })
  .meta({ id: 'Activity' })

const ofNodes: Readonly<Record<string, Kind>> = {
  created: 'created',
  copied: 'created',
  updated: 'changed',
  moved: 'moved',
  removed: 'deleted',
  restored: 'restored',
  'version-restored': 'version-restored',
}
const ofShares: Readonly<Record<string, Kind>> = {
  created: 'shared',
  accepted: 'share-accepted',
  declined: 'share-declined',
  refused: 'share-declined',
  changed: 'share-changed',
  failed: 'share-ended',
  revoked: 'share-ended',
  expired: 'share-ended',
  'put-away': 'share-ended',
}

/** What became of it before and since it is among the files of who received it. */
const ofReceived: Readonly<Record<string, Kind>> = {
  arrived: 'received',
  accepted: 'share-accepted',
  changed: 'received-changed',
}

/** What of the audit trail people are shown of their files. */
export const shownActions: readonly string[] = [
  ...['file', 'folder', 'mount'].flatMap((kind) => Object.keys(ofNodes).map((deed) => `${kind}.${deed}`)),
  ...Object.keys(ofShares).map((deed) => `share.${deed}`),
  ...Object.keys(ofReceived).map((deed) => `received-share.${deed}`),
  'link.created',
  'link.changed',
]

/** What is known of those who act, beside the trail. */
export interface Known {
  /** What users are called, by user name. */
  readonly people: ReadonlyMap<string, string>
  /** Whom shares are for, by id. */
  readonly recipients: ReadonlyMap<number, string>
}

/** A line of the trail of a file, as people are shown it. */
export function activityView(
  entry: AuditEntry,
  { people, recipients }: Known,
): z.infer<typeof activityOutput> {
  const actor = whoOf(entry, recipients)
  const isServer = entry.actorKind === 'peer' && actor === entry.actor
  return {
    id: entry.id,
    at: momentView(entry.at),
    actor,
    // A server may be called like a user.
    actorName: (isServer ? undefined : people.get(actor)) ?? null,
    ...whatOf(entry, recipients),
  }
}

/** Who did it: a user name, the address of a recipient, the host of a server, or nobody. */
export function whoOf(
  { actorKind, actor, action, subjectId, detail }: AuditEntry,
  recipients: Known['recipients'],
): string {
  // It is the sender's doing, whoever brought the message.
  if (action === 'received-share.arrived' || action === 'received-share.changed') {
    return String(detail['sender'] ?? detail['peer'] ?? actor)
  }
  if (actorKind === 'share') return recipients.get(Number(actor)) ?? ''
  // What a server tells, or does by itself, is the recipient's answer all the same.
  const isAnswer = action === 'share.accepted' || action === 'share.declined'
  if (isAnswer && actorKind !== 'user') return recipients.get(Number(subjectId)) ?? actor
  return actor
}

function whatOf(
  { action, subjectKind, subjectId, detail }: AuditEntry,
  recipients: Known['recipients'],
): { kind: Kind; detail: string | null } {
  const deed = action.slice(action.indexOf('.') + 1)
  if (subjectKind === 'share') {
    const kind = ofShares[deed]
    if (kind !== undefined) return { kind, detail: recipients.get(Number(subjectId)) ?? null }
  }
  const kind = subjectKind === 'received-share' ? ofReceived[deed] : ofNodes[deed]
  if (kind === undefined) throw new Error(`${action} is not shown`)
  const from = typeof detail['from'] === 'string' ? detail['from'] : undefined
  if (kind !== 'moved' || from === undefined) return { kind, detail: null }
  if (detail['renamed'] === true) return { kind: 'renamed', detail: from.slice(from.lastIndexOf('/') + 1) }
  return { kind, detail: from }
}
