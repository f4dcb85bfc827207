import { expect, test } from 'vitest'
import { looksLikeAddress, nameIn, serverOf, shownAddress } from './address.ts'

test.each(['bob@cloud.example', 'bob@localhost:8080', 'b.o.b@mail@cloud.example', 'bob@cloud.example:8443'])(
  '%s is a whole address',
  (text) => expect(looksLikeAddress(text)).toBe(true),
)

test.each(['bob', 'bob@', 'bob@cloud', '@cloud.example', 'bob@cloud.example/path', 'bob@cloud.e'])(
  '%s is none yet',
  (text) => expect(looksLikeAddress(text)).toBe(false),
)

test('people of this cloud are shown by their names', () => {
  expect(shownAddress('bob@cloud.example', 'cloud.example')).toBe('bob')
  expect(shownAddress('bob@other.example', 'cloud.example')).toBe('bob@other.example')
  expect(shownAddress('bob', 'cloud.example')).toBe('bob')
})

test('the server is what stands after the last @', () => {
  expect(serverOf('b@c@cloud.example')).toBe('cloud.example')
  expect(nameIn('b@c@cloud.example')).toBe('b@c')
  expect(serverOf('bob')).toBe('')
})
