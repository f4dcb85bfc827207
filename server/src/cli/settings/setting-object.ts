import { formatTable } from '../table.ts'

/** The settings of a cloud, in the form of the API. */
export interface SettingsObject {
  readonly settings: readonly {
    readonly key: string
    readonly value: string | number | boolean | null
    readonly secret: boolean
    readonly chosen: boolean
    readonly lockedBy: string | null
  }[]
}

/** For a person. @param only - the one key that is meant; all when absent */
export function describeSettings({ settings }: SettingsObject, only?: string): string[] {
  const rows = settings
    .filter(({ key }) => only === undefined || key === only)
    .map(({ key, value, secret, chosen, lockedBy }) => [
      key,
      secret ? (chosen || lockedBy !== null ? '***' : '') : String(value ?? ''),
      lockedBy === null ? (chosen ? 'chosen here' : 'default') : `locked by ${lockedBy}`,
    ])
  return formatTable(['setting', 'value', 'from'], rows)
}
