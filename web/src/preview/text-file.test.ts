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

test('a text of which only the beginning is here may end within a letter', () => {
  const bytes = bytesOf('Zürich – 東京')
  expect(readText(bytes.slice(0, -1), true).text).toBe('Zürich – 東')
})

test('UTF-16 that says so is read, and not changed', () => {
  const little = Uint8Array.from([0xff, 0xfe, 0x5a, 0, 0xfc, 0])
  expect(readText(little.buffer)).toMatchObject({ text: 'Zü', isEditable: false })
  expect(readText(Uint8Array.from([0xfe, 0xff, 0, 0x5a]).buffer)).toMatchObject({ text: 'Z' })
})

test('text in another encoding can be read, and not be changed', () => {
  const file = readText(Uint8Array.from([0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68]).buffer)
  expect(file).toMatchObject({ text: 'Zürich', isEditable: false })
  expect(readText(Uint8Array.from([0x61, 0, 0x62]).buffer)).toMatchObject({ isEditable: false })
})
