import type { TenantId, UserActor, UserId } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { type BrokenRule, broken, type FieldError, wrongField } from '../../platform/field-rules.ts'
import { displayNameRule, parseDisplayName } from '../display-name.ts'
import { type ParsedEmail, parseEmail } from '../emails/email.ts'
import { parsePassword } from '../passwords/password.ts'
import { parseLanguage, parseTimeZone } from './locale.ts'
import { parseUsername, usernameRules } from './username.ts'

/** A person with an account in a tenant. */
export interface User {
  readonly id: UserId
  readonly tenant: TenantId
  /** Never changes: it is part of the addresses that other clouds know. */
  readonly username: string
  readonly displayName: string
  /** The primary one of the user's addresses, verified. */
  readonly email?: string
  /** BCP 47, canonical; absent when the user has not chosen. */
  readonly language?: string
  /** IANA; absent when the user has not chosen. */
  readonly timeZone?: string
  readonly admin: boolean
  readonly disabled: boolean
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** What is asked for when an account is made. */
export interface NewUser {
  readonly username: string
  /** When absent, the user gets a mail with a link to choose one; there must be an address then. */
  readonly password?: string
  /** The user name when absent. */
  readonly displayName?: string
  /** Counts as verified: an administrator says so. */
  readonly email?: string
  readonly language?: string
  readonly timeZone?: string
  readonly admin?: boolean
}

/** What is to be different about a user; null takes away. */
export interface UserChange {
  readonly displayName?: string
  readonly language?: string | null
  readonly timeZone?: string | null
  /** Replaces the primary address; for administrators, whose word verifies it. */
  readonly email?: string | null
  /** For administrators. */
  readonly admin?: boolean
}

/** A `NewUser` that has passed the rules, with everything in its one form. */
export interface CheckedNewUser {
  readonly usernameKey: string
  readonly password: string | undefined
  readonly email: ParsedEmail | undefined
  readonly profile: Pick<User, 'username' | 'displayName' | 'language' | 'timeZone' | 'admin'>
}

/** A `UserChange` that has passed the rules. */
export interface CheckedUserChange {
  readonly displayName?: string
  readonly language?: string | null
  readonly timeZone?: string | null
  readonly email?: ParsedEmail | null
  readonly admin?: boolean
}

/**
 * Holds what is asked for against the rules.
 * @throws IsthmusError `validation-failed`, with all fields that are wrong
 */
export function checkNewUser(order: NewUser): CheckedNewUser {
  const errors: FieldError[] = []
  const name = parseUsername(order.username)
  if (!name.ok) errors.push(wrongField('username', usernameRules[name.reason]))
  const password = order.password === undefined ? undefined : parsePassword(order.password)
  if (password?.ok === false) errors.push(wrongField('password', password.breaks))
  const { displayName, language, timeZone, email } = checkFields(withoutEmpty(order), errors)
  if (password === undefined && (email === undefined || email === null)) {
    errors.push(wrongField('password', broken('password-or-address')))
  }
  if (!name.ok || password?.ok === false || errors.length > 0) throw fault('validation-failed', { errors })
  return {
    usernameKey: name.key,
    password: password?.password,
    email: email ?? undefined,
    profile: {
      username: name.username,
      displayName: displayName ?? name.username,
      admin: order.admin ?? false,
      ...(typeof language === 'string' && { language }),
      ...(typeof timeZone === 'string' && { timeZone }),
    },
  }
}

/**
 * Holds a change against the rules.
 * @throws IsthmusError `validation-failed`, with all fields that are wrong
 */
export function checkUserChange(change: UserChange): CheckedUserChange {
  const errors: FieldError[] = []
  const checked = checkFields(change, errors)
  if (errors.length > 0) throw fault('validation-failed', { errors })
  return { ...checked, ...(change.admin !== undefined && { admin: change.admin }) }
}

/** What a form leaves empty was not asked for. */
function withoutEmpty({ displayName, language, timeZone, email }: NewUser): UserChange {
  const filled = Object.entries({ displayName, language, timeZone, email }).filter(([, text]) => text?.trim())
  return Object.fromEntries(filled)
}

function checkFields(
  { displayName, language, timeZone, email }: UserChange,
  errors: FieldError[],
): CheckedUserChange {
  function check<T>(
    name: string,
    text: string | null | undefined,
    parse: (text: string) => T,
    rule: BrokenRule,
  ) {
    if (text === undefined || text === null) return text
    const parsed = parse(text)
    if (parsed === undefined) errors.push(wrongField(name, rule))
    return parsed
  }
  const checked = {
    displayName: check('displayName', displayName, parseDisplayName, displayNameRule),
    language: check('language', language, parseLanguage, broken('not-a-language')),
    timeZone: check('timeZone', timeZone, parseTimeZone, broken('not-a-time-zone')),
    email: check('email', email, parseEmail, broken('not-an-address')),
  }
  return Object.fromEntries(Object.entries(checked).filter(([, value]) => value !== undefined))
}

/** The actor that a user is. */
export function toActor(user: User): UserActor {
  return {
    kind: 'user',
    tenant: user.tenant,
    userId: user.id,
    username: user.username,
    admin: user.admin,
  }
}
