/** What the file systems of sync clients cannot hold, and what makes a name look like another one. */
const forbidden = /[\p{Cc}/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
/** Windows takes these for devices, whatever ending they have. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * The name that a received share is to have in the tree: the sender's word made safe, so that no sync client ever
 * meets a name that it cannot write. Length and collisions are the tree's affair.
 *
 * @param name - as the peer wrote it, untrusted
 * @returns a name in NFC; empty when nothing is left
 */
export function placeName(name: string): string {
  return name
    .toWellFormed()
    .normalize('NFC')
    .replace(forbidden, '_')
    .trim()
    .replace(/[. ]+$/, '')
    .replace(devices, '$&_')
}
