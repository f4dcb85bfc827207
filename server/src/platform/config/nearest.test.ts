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

test.each([
  // One mistake in each three letters is forgiven, and one in any word.
  ['ab', ['ac'], 'ac'],
  ['ab', ['cd'], undefined],
  ['abcdef', ['abcdXY'], 'abcdXY'],
  ['abcdef', ['abcXYZ'], undefined],
  ['abcdef', ['abcd'], 'abcd'],
  ['abcdef', ['abc'], undefined],
  ['abcdef', ['XabcdefY'], 'XabcdefY'],
  ['abcdef', ['bcdef'], 'bcdef'],
  // The nearest wins, of equally near ones the first.
  ['abcdef', ['abcdXY', 'abcdeX', 'abcdeY'], 'abcdeX'],
  ['abc', ['abc', 'abd'], 'abc'],
])('for %s among %j it is %s', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected)
})
