/** Addresses of people, `bob@cloud.example`. */

/** Whether a text is the whole address of somebody on some server, so that the server can be asked. */
export function looksLikeAddress(text: string): boolean {
  return /^.+@(?:[^@\s/]+\.[\p{L}\p{N}-]{2,}|localhost)(?::\d{1,5})?$/u.test(text.trim())
}

/** The server of an address; the empty string for a name of this cloud. */
export function serverOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1 || address.length)
}

/** The name in an address; of people of this cloud, that is all one needs to know. */
export function nameIn(address: string): string {
  const at = address.lastIndexOf('@')
  return at === -1 ? address : address.slice(0, at)
}

/** An address as it is shown: people of this cloud by their names. */
export function shownAddress(address: string, ownServer = location.host): string {
  return serverOf(address) === ownServer ? nameIn(address) : address
}
