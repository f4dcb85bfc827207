import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { orderOfUrgency } from './order-of-urgency.ts'
import type { Upload } from './upload.ts'
import { UploadRow } from './upload-row.tsx'

/** All uploads; however many there are, only those in sight are on the page. */
export function UploadList({ uploads }: { readonly uploads: readonly Upload[] }) {
  const { t } = useTranslation('uploads')
  const box = useRef<HTMLDivElement>(null)
  const ordered = orderOfUrgency(uploads)
  // This component is small, and is rendered whenever something has changed.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: ordered.length,
    getScrollElement: () => box.current,
    estimateSize: rowHeight,
    getItemKey: (at) => ordered[at]?.id ?? at,
    overscan: 4,
  })
  return (
    <div className="uploads-list" ref={box} tabIndex={-1}>
      <ul aria-label={t('title')} style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start, size }) => {
          const upload = ordered[index]
          return (
            upload && (
              <li
                key={key}
                className="upload"
                aria-setsize={ordered.length}
                aria-posinset={index + 1}
                style={{ blockSize: size, transform: `translateY(${start}px)` }}
              >
                <UploadRow upload={upload} onLeave={() => box.current?.focus()} />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

/** In pixels: of the size that the person has chosen for text. */
function rowHeight(): number {
  return 4.25 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}
