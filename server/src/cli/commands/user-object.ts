import { showMoment } from '../moment.ts'
import { formatFacts } from '../table.ts'

/** A user in the form of the API. */
export interface UserObject {
  readonly username: string
  readonly displayName: string
  readonly email: string | null
  readonly language: string | null
  readonly timeZone: string | null
  readonly admin: boolean
  readonly disabled: boolean
  readonly createdAt: string
}

/** A user for a person to read. */
export function describeUser(user: UserObject): string[] {
  return formatFacts([
    ['Name', user.username],
    ['Display name', user.displayName],
    ['E-mail', user.email ?? undefined],
    ['Language', user.language ?? undefined],
    ['Time zone', user.timeZone ?? undefined],
    ['Administrator', user.admin ? 'yes' : 'no'],
    ['Can sign in', user.disabled ? 'no, disabled' : 'yes'],
    ['Since', showMoment(user.createdAt)],
  ])
}
