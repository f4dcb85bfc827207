/** A name that nothing else has; also on a page that is not served over HTTPS, where the browser makes no UUIDs. */
export function newId(): string {
  return crypto.getRandomValues(new BigUint64Array(2)).join('-')
}
