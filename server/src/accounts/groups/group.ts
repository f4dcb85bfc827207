import type { TenantId } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { type FieldError, wrongField } from '../../platform/field-rules.ts'
import { displayNameRule, parseDisplayName } from '../display-name.ts'
import { parseUsername, usernameRules } from '../users/username.ts'

/** Users of a tenant under one name. */
export interface Group {
  readonly id: string
  readonly tenant: TenantId
  /** Never changes; the rules are those of user names. A user and a group may have the same. */
  readonly name: string
  readonly displayName: string
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** What is asked for when a group is made. */
export interface NewGroup {
  readonly name: string
  /** The name when absent. */
  readonly displayName?: string
}

/**
 * Holds what is asked for against the rules.
 * @throws IsthmusError `validation-failed`, with all fields that are wrong
 */
export function checkNewGroup(order: NewGroup): { name: string; nameKey: string; displayName: string } {
  const errors: FieldError[] = []
  const name = parseUsername(order.name)
  if (!name.ok) errors.push(wrongField('name', usernameRules[name.reason]))
  const displayName = parseDisplayName(order.displayName?.trim() || order.name)
  if (displayName === undefined) errors.push(wrongField('displayName', displayNameRule))
  if (!name.ok || displayName === undefined) throw fault('validation-failed', { errors })
  return { name: name.username, nameKey: name.key, displayName }
}

/** @throws IsthmusError `validation-failed` */
export function checkGroupChange(displayNameInput: string): { displayName: string } {
  const displayName = parseDisplayName(displayNameInput)
  if (displayName !== undefined) return { displayName }
  throw fault('validation-failed', { errors: [wrongField('displayName', displayNameRule)] })
}
