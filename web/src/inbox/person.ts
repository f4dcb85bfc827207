import { shownAddress } from '../share/address.ts'

/** Somebody who shares something. */
export interface Person {
  readonly address: string
  readonly displayName: string | null
}

/** What somebody is called; their address when they have not said. */
export function nameOf({ displayName, address }: Person): string {
  return displayName === null || displayName === '' ? shownAddress(address) : displayName
}

/** Their address, where the name does not say it all. */
export function addressBeside(person: Person): string | undefined {
  const address = shownAddress(person.address)
  return address === nameOf(person) ? undefined : address
}
