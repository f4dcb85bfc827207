const maxLength = 4000

/**
 * Text without what opens something: tokens in the paths of public links and invitations, queries of URLs,
 * credentials of HTTP, user names and passwords in URLs. Cut when it is longer than 4,000 characters.
 */
export function maskText(text: string): string {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
  return cut
    .replaceAll(/(https?:\/\/)[^/\s?#@]+@/gi, '$1***@')
    .replaceAll(/(https?:\/\/[^\s?#"'<>]+)\?[^\s"'<>]*/gi, '$1')
    .replaceAll(tokenPath, '$1***')
    .replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, '$1 ***')
}

/** The path of a request as it may be logged: without query, with link tokens hidden. `url` is a path or absolute. */
export function maskPath(url: string): string {
  return maskText(url.replace(/[?#].*$/s, '')).replace(/^https?:\/\/[^/]*/i, '') || '/'
}

/** Paths whose next segment is a capability: public links, public WebDAV, invitations, links to an account. */
const tokenPath = /(\/(?:s|i|setup|reset-password|verify-email|public\.php\/dav\/files)\/)[^/\s?#"'<>]+/g
