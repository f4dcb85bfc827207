import generate from 'qrcode-generator'

interface QrCodeProps {
  readonly label: string
  readonly text: string
}

/** A text to be taken up by a camera (ISO/IEC 18004), dark on light in every theme: cameras want it so. */
export function QrCode({ label, text }: QrCodeProps) {
  const code = generate(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  const dark = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)] as const)
    .filter(([x, y]) => code.isDark(y, x))
    .map(([x, y]) => `M${x + quiet} ${y + quiet}h1v1h-1z`)
  const side = size + 2 * quiet
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`}>
      <path fill="#fff" d={`M0 0h${side}v${side}h-${side}z`} />
      <path fill="#000" d={dark.join('')} shapeRendering="crispEdges" />
    </svg>
  )
}

/** Modules of margin: ISO/IEC 18004 9.1 wants four. */
const quiet = 4
