import { expect, test } from 'vitest'
import { readText, writeText } from './text-file.ts'

function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer
}

test.each(['', 'one', 'one\ntwo\n', 'one\r\ntwo\r\n', '\u{FEFF}marked\r\n', 'Zürich – 東京 🏔'])(
  'what is read and not changed is written as it was: %j',
  (text) => {
    const file = readText(bytesOf(text))
    expect(writeText(file.text, file)).toBe(text)
    expect(file).toMatchObject({ isEditable: true })
  },
)

test('new lines end as the others do', () => {
  const file = readText(bytesOf('one\r\ntwo\r\n'))
  expect(writeText(`${file.text}three\n`, file)).toBe('one\r\ntwo\r\nthree\r\n')
})

test('text in another encoding can be read, and not be changed', () => {
  const file = readText(Uint8Array.from([0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68]).buffer)
  expect(file).toMatchObject({ text: 'Zürich', isEditable: false })
  expect(readText(Uint8Array.from([0x61, 0, 0x62]).buffer)).toMatchObject({ isEditable: false })
})
