import generate from 'qrcode-generator'
import { describe, expect, it } from 'vitest'
import { drawMasked } from './draw.ts'
import { qrMatrix } from './matrix.ts'

/** As another program draws it: it may take another mask, which is as good. */
function drawnElsewhere(text: string): boolean[][] {
  const code = generate(0, 'M')
  code.addData(String.fromCharCode(...new TextEncoder().encode(text)))
  code.make()
  const places = [...Array(code.getModuleCount()).keys()]
  return places.map((y) => places.map((x) => code.isDark(y, x)))
}

const texts = [
  '',
  'a',
  'https://cloud.example/dav/files/ann/\nann\nkc54q-mqx6f-nhwwb-stryg-3qynm',
  'https://cloud.example/dav/files/Grüße%20und%20K%C3%BCsse/\nGrüße',
  ...[14, 26, 62, 106, 122, 180, 213, 214, 251, 331, 504, 666, 1000, 1500, 2331].map((length) =>
    'x'.repeat(length),
  ),
]

describe('a QR code', () => {
  it.each(texts)('has the modules that another program gives it: %s', (text) => {
    expect(drawMasked(text)).toContainEqual(drawnElsewhere(text))
  })

  it('is one of the eight ways to mask it', () => {
    for (const text of texts.slice(0, 5)) expect(drawMasked(text)).toContainEqual(qrMatrix(text))
  })

  it('is refused for a text that is too long', () => {
    expect(() => qrMatrix('x'.repeat(2332))).toThrow(RangeError)
  })
})
