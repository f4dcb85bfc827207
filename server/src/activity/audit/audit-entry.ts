import type { Actor, UserId } from '../../platform/actor.ts'
import type { AuditAction, AuditThing } from './audit-action.ts'

/** Facts about what was done: short values, never a secret. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>

/** What a use case writes about itself. */
export interface NewAuditEntry {
  readonly action: AuditAction
  /** What it was done to, and its id. */
  readonly subjectKind: AuditThing
  readonly subjectId: string | number
  readonly detail?: AuditDetail
  /** Whose list of shares, or inbox, shows the subject: the apps of these people are told to look. */
  readonly shownTo?: UserId | readonly UserId[]
}

/** One line of the audit trail. */
export interface AuditEntry {
  /** Sorts by time. */
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly actorKind: Actor['kind']
  /** User name, host of a peer or id of a share; empty for `operator` and `system`. */
  readonly actor: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly detail: AuditDetail
}

/** Which lines somebody wants to see. All that is said must be true of them. */
export interface AuditFilter {
  /** User name, host of a peer or id of a share. */
  readonly actor?: string
  readonly action?: string
  readonly subjectKind?: string
  readonly subjectId?: string
  /** Epoch milliseconds; the first moment. */
  readonly since?: number
  /** Epoch milliseconds; the first moment that is too late. */
  readonly until?: number
}

/** A part of the trail, newest first. */
export interface AuditPage extends AuditFilter {
  /** 1 to 500. */
  readonly limit: number
  /** The id of the last line of the page before. */
  readonly before?: string
}

/** What somebody may see of the trail because they may see what it is about. */
export interface TrailOfThings {
  /** Kinds and ids of subjects. */
  readonly subjects: readonly { readonly kind: string; readonly ids: readonly string[] }[]
  readonly actions: readonly string[]
  /** 1 to 500. */
  readonly limit: number
  /** The id of the last line of the page before. */
  readonly before?: string
}

/** How an actor is named in the audit trail. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return actor.username
    case 'peer':
      return actor.host
    case 'share':
      return String(actor.shareId)
    case 'operator':
    case 'system':
      return ''
  }
}

const longestValue = 500

/** @returns JSON; long texts, which only a peer can have sent, are cut */
export function serialiseDetail(detail: AuditDetail): string {
  return JSON.stringify(detail, (_name, value: unknown) =>
    typeof value === 'string' && value.length > longestValue ? `${value.slice(0, longestValue)}…` : value,
  )
}
