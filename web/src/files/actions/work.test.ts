import { expect, test } from 'vitest'
import { askAboutConflict, conflictQuestion } from './work.ts'

test('of two works that have to ask at once, the second asks when the first has its answer', async () => {
  const first = askAboutConflict('a.txt', true)
  const second = askAboutConflict('b.txt', true)
  await expect.poll(() => conflictQuestion.value?.name).toBe('a.txt')
  conflictQuestion.value?.answer({ choice: 'skip', isForAll: false })
  expect(await first).toEqual({ choice: 'skip', isForAll: false })
  await expect.poll(() => conflictQuestion.value?.name).toBe('b.txt')
  conflictQuestion.value?.answer(undefined)
  expect(await second).toBeUndefined()
  expect(conflictQuestion.value).toBeUndefined()
})
