import { expect, test } from 'vitest'
import { nameProblem } from './name-problem.ts'

test.each([
  'a',
  ' ends with a space ',
  '100 %',
  '#?&',
  '🏝',
  'مجلد',
  '...',
  'ä'.repeat(127),
  'a\u0308'.repeat(127),
])('%j can be a name', (name) => expect(nameProblem(name)).toBeUndefined())

test.each([
  ['', 'nameEmpty'],
  ['a/b', 'nameSlash'],
  ['..', 'nameDots'],
  ['a\nb', 'nameControl'],
  ['\u007f', 'nameControl'],
  ['\ud800', 'nameControl'],
  ['ä'.repeat(128), 'nameLong'],
])('%j cannot be a name: %s', (name, problem) => expect(nameProblem(name)).toBe(problem))
