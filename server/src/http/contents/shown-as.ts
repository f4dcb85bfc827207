import { inlineAs } from './attachment-of.ts'
import { previewKindOf } from './preview-kind.ts'

/** What keeps a file from running anything, should a browser show it. */
export const sandbox = "default-src 'none'; sandbox"

/**
 * The headers under which a file may be looked at. What users store never runs on the origin of this server: it is shown
 * as one of a few types that run nothing, and in a sandbox; pages of ours may show it within themselves.
 * @returns `undefined` for what is downloaded instead
 */
export function shownAs({
  contentType,
  name,
}: {
  readonly contentType: string
  readonly name: string
}): Record<string, string> | undefined {
  const frames = "frame-ancestors 'self'"
  const safely = {
    'content-security-policy': `${sandbox}; ${frames}`,
    'content-disposition': inlineAs(name),
  }
  switch (previewKindOf({ contentType, size: 0 })) {
    case 'image':
    case 'audio':
    case 'video':
      return safely
    case 'text':
      return { ...safely, 'content-type': 'text/plain; charset=utf-8' }
    case 'pdf':
      // Browsers show a PDF in a program of their own, which some keep out of a sandbox.
      return { ...safely, 'content-security-policy': frames }
    case undefined:
      return undefined
  }
}
