import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../api/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { folderOf } from '../../place.ts'

/** What a file or folder is, where it is, and what may be done with it. */
export function FileFacts({ entry }: { readonly entry: FileEntry }) {
  const { t } = useTranslation('preview')
  const format = useFormat()
  const { kind, contentType, size, modifiedAt, createdAt, from, staleSince, rights } = entry
  // Nothing can be put into a file.
  const shown = rights.filter((right) => kind === 'folder' || right !== 'create')
  const facts: readonly (readonly [string, string | null])[] = [
    [t('facts.kind'), kind === 'folder' ? t('facts.folder') : (contentType ?? t('facts.file'))],
    [t('facts.size'), size === null ? null : format.size(size)],
    [t('facts.place'), entry.path === '/' ? null : folderOf(entry).path],
    [t('facts.changed'), format.dateTime(modifiedAt)],
    [t('facts.created'), createdAt === null ? null : format.dateTime(createdAt)],
    [t('facts.from'), from],
    [t('facts.staleSince'), staleSince === null ? null : format.dateTime(staleSince)],
    [t('facts.rights'), shown.map((right) => t(`rights.${right}`)).join(', ')],
  ]
  return (
    <dl className="file-details-facts">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
