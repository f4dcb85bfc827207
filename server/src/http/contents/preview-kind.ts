import type { FileResource } from '@isthmus/webdav'

/** How something can be shown without running anything in it. */
export type PreviewKind = 'image' | 'audio' | 'video' | 'pdf' | 'text'

/** Bytes: larger images are only downloaded. */
const largestImage = 32 * 1024 * 1024

/** Of a document in any of these, a page shows what is written in it. */
const texts =
  /^(?:text\/|application\/(?:json|xml|yaml|toml|sql|x-sh|typescript|javascript)$|image\/svg\+xml$|message\/rfc822$)/

/** @returns `undefined` for what is only downloaded */
export function previewKindOf({
  contentType,
  size,
}: Pick<FileResource, 'contentType' | 'size'>): PreviewKind | undefined {
  if (/^image\/(?:png|jpeg|gif|webp|avif|bmp)$/.test(contentType))
    return size <= largestImage ? 'image' : undefined
  if (/^audio\/[\w.+-]+$/.test(contentType)) return 'audio'
  if (/^video\/[\w.+-]+$/.test(contentType)) return 'video'
  if (contentType === 'application/pdf') return 'pdf'
  return texts.test(contentType) ? 'text' : undefined
}
