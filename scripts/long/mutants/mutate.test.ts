import { expect, it } from 'vitest'
import { applyMutant, mutate } from './mutate.ts'

const mutantsOf = (text: string) => mutate('a.ts', text).map((mutant) => applyMutant(text, mutant))

it.each([
  ['a <= b', ['a < b', 'a > b']],
  ['a === b', ['a !== b']],
  ['a && b', ['a || b']],
  ["a + 'b'", []],
  ['!a', ['a']],
  ['a ? b : c', ['true ? b : c', 'false ? b : c']],
  ['[true, 7]', ['[false, 7]', '[true, 8]']],
  ["'text'", []],
  ['a.some(b)', ['a.every(b)']],
  ['Math.min(a, b)', ['Math.max(a, b)']],
  ['a as 1', []],
  ['a satisfies 1', []],
  ['(a < b) as true', ['(a <= b) as true', '(a > b) as true']],
])('%s becomes %j', (expression, expected) => {
  const [before, after] = ['export const x = ', '\n']
  expect(mutantsOf(before + expression + after)).toEqual(expected.map((text) => before + text + after))
})

it('statements go missing one by one, and conditions always hold or never', () => {
  expect(mutantsOf('if (a) b()\n')).toEqual(['if (true) b()\n', 'if (false) b()\n', 'if (a) ;\n'])
})

it('types stay as they are', () => {
  expect(mutantsOf('type A = 1 | true\nfunction f<T extends 2>(a: 3): 4 {}\ninterface B { c: 5 }\n')).toEqual(
    [],
  )
})
