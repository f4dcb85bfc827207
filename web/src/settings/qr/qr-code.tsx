import { qrMatrix } from './matrix.ts'
import './qr-code.css'

interface QrCodeProps {
  readonly label: string
  readonly text: string
}

/** Modules of margin: ISO/IEC 18004 9.1 wants four. */
const margin = 4

/** A text to be taken up by a camera, dark on light in every theme: cameras want it so. */
export function QrCode({ label, text }: QrCodeProps) {
  const matrix = qrMatrix(text)
  const side = matrix.length + 2 * margin
  const dark = matrix.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? `M${x + margin} ${y + margin}h1v1h-1z` : [])),
  )
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`}>
      <path fill="#fff" d={`M0 0h${side}v${side}h-${side}z`} />
      <path fill="#000" d={dark.join('')} shapeRendering="crispEdges" />
    </svg>
  )
}
