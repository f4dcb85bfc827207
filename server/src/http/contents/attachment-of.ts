/** A `Content-Disposition` under which a browser keeps a file (RFC 6266). @param name - any name of a file */
export function attachmentOf(name: string): string {
  return dispositionOf('attachment', name)
}

/** A `Content-Disposition` under which a browser shows a file, and knows its name when it is kept after all. */
export function inlineAs(name: string): string {
  return dispositionOf('inline', name)
}

function dispositionOf(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replaceAll(/[^ -~]|["\\%]/g, '_')
  // RFC 8187 3.2.1
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
