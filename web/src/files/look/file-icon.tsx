import {
  File,
  FileArchive,
  FileCode,
  FileImage,
  FileMusic,
  FileSpreadsheet,
  FileText,
  FileVideoCamera,
  Folder,
  FolderInput,
  type LucideIcon,
} from 'lucide-react'
import type { FileEntry } from '../../api/contract.ts'
import './file-icon.css'

const icons: readonly (readonly [RegExp, LucideIcon])[] = [
  [/^image\//, FileImage],
  [/^video\//, FileVideoCamera],
  [/^audio\//, FileMusic],
  [/zip|compressed|x-tar|gzip/, FileArchive],
  [/spreadsheet|excel|csv/, FileSpreadsheet],
  [/json|xml|javascript|html|css|x-sh/, FileCode],
  [/^text\/|pdf|word|document/, FileText],
]

/** What kind of thing it is, for the eyes; the name says it to the ears. */
export function FileIcon({
  entry,
}: {
  readonly entry: Pick<FileEntry, 'kind' | 'contentType' | 'received'>
}) {
  const { kind, contentType, received } = entry
  if (kind === 'folder') {
    const Icon = received === 'root' ? FolderInput : Folder
    return <Icon className="file-icon folder" aria-hidden="true" />
  }
  const Icon = icons.find(([pattern]) => pattern.test(contentType ?? ''))?.[1] ?? File
  return <Icon className="file-icon" aria-hidden="true" />
}
