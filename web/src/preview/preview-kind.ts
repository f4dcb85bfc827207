import type { FileEntry } from '../api/contract.ts'

/** How a file can be looked at; `none`: it can only be downloaded. */
export type PreviewKind = 'image' | 'text' | 'markdown' | 'pdf' | 'audio' | 'video' | 'none'

/** Bytes: more of an image makes a page slow. */
const largestImage = 32 * 1024 * 1024

/** What is text although it does not say so. */
const texts =
  /^(?:text\/.+|application\/(?:json|xml|yaml|toml|sql|x-sh|typescript|javascript)|image\/svg\+xml|message\/rfc822)$/

/** How a file is shown. */
export function previewKindOf({ contentType, size, name }: FileEntry): PreviewKind {
  const type = contentType?.split(';')[0] ?? ''
  if (size === 0) return 'text'
  if (type === 'image/svg+xml') return 'text'
  if (/^image\/(?:png|jpeg|gif|webp|avif|bmp)$/.test(type)) {
    return (size ?? 0) <= largestImage ? 'image' : 'none'
  }
  if (type.startsWith('audio/')) return 'audio'
  if (type.startsWith('video/')) return 'video'
  if (type === 'application/pdf') return 'pdf'
  if (type === 'text/markdown' || /\.(?:md|markdown)$/i.test(name)) return 'markdown'
  return texts.test(type) ? 'text' : 'none'
}
