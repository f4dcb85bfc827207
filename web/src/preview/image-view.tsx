import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/use-format.ts'
import { IconButton } from '../kit/button.tsx'

interface ImageViewProps {
  readonly name: string
  readonly address: string
  /** Told when it is no image after all. */
  onBroken(): void
}

const step = 1.5
const largest = 16

/** An image, as large as there is room, or larger. */
export function ImageView({ name, address, onBroken }: ImageViewProps) {
  const { t } = useTranslation('preview')
  const format = useFormat()
  const image = useRef<HTMLImageElement>(null)
  const [ownWidth, setOwnWidth] = useState(0)
  /** Of its own size; as large as there is room when absent. */
  const [scale, setScale] = useState<number>()

  function zoom(factor: number): void {
    const shown = scale ?? (image.current?.width ?? 0) / Math.max(ownWidth, 1)
    setScale(Math.min(Math.max(shown * factor, 1 / largest), largest))
  }

  const press = useEffectEvent(({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (ctrlKey || metaKey) return
    if (key === '+') zoom(step)
    if (key === '-') zoom(1 / step)
    if (key === '0') setScale(undefined)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])

  return (
    <div className="image-view">
      {/* It can be scrolled, so it has to be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="image-room" tabIndex={0} role="region" aria-label={name}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <img
          ref={image}
          className={scale === undefined ? 'fitting' : ''}
          src={address}
          alt={name}
          onError={onBroken}
          onLoad={({ currentTarget }) => setOwnWidth(currentTarget.naturalWidth)}
          style={scale === undefined ? {} : { inlineSize: scale * ownWidth }}
        />
      </div>
      <div className="image-tools row">
        <IconButton
          label={t('zoomOut')}
          icon={<ZoomOut aria-hidden="true" />}
          onPress={() => zoom(1 / step)}
        />
        <span className="small" role="status">
          {scale === undefined ? t('fits') : format.percent(scale)}
        </span>
        <IconButton label={t('zoomIn')} icon={<ZoomIn aria-hidden="true" />} onPress={() => zoom(step)} />
        <IconButton
          label={t('fit')}
          icon={<Maximize aria-hidden="true" />}
          onPress={() => setScale(undefined)}
        />
      </div>
    </div>
  )
}
