import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

const names = ['listen', 'limits', 'log.level', 'federation.allowHttpFallback']

test.each([
  ['lisen', 'listen'],
  ['LISTEN', 'listen'],
  ['log.levle', 'log.level'],
  ['federation.allowHttpsFallback', 'federation.allowHttpFallback'],
])('%s was probably meant to be %s', (word, expected) => {
  expect(nearest(word, names)).toBe(expected)
})

test('a word that resembles nothing was meant to be nothing', () => {
  expect(nearest('database', names)).toBeUndefined()
})
