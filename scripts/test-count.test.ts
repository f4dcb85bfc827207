import { describe, expect, it } from 'vitest'
import {
  addUnrunnable,
  type CountedModule,
  countTests,
  failuresOf,
  formatCount,
  isGreen,
  sumOf,
} from './test-count.ts'

describe('the count of tests', () => {
  it('is of the tests', () => {
    expect(countTests(module(['passed', 'passed', 'failed', 'skipped']))).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
    })
  })

  it('has a failure for a test that never ended', () => {
    expect(countTests(module(['pending']))).toMatchObject({ failed: 1 })
  })

  it('has a failure for a file that cannot be loaded and for a group whose hook failed', () => {
    expect(countTests(module([], { errors: 1 }))).toMatchObject({ failed: 1 })
    expect(countTests(module(['passed'], { groupErrors: 1 }))).toMatchObject({ passed: 1, failed: 1 })
  })

  it('knows each failure by its name', () => {
    expect(failuresOf(module(['passed', 'failed', 'pending'], { errors: 1, groupErrors: 1 }))).toEqual([
      'the file itself',
      'group',
      'test 2',
      'test 3',
    ])
  })

  it('is of all files together', () => {
    const counts = [
      { passed: 2, failed: 1, skipped: 0 },
      { passed: 5, failed: 0, skipped: 3 },
    ]
    expect(sumOf(counts)).toEqual({ passed: 7, failed: 1, skipped: 3 })
  })

  it('has a suite that could not run as skipped, and as failed where all must run', () => {
    const count = { passed: 5, failed: 0, skipped: 1 }
    expect(addUnrunnable(count, 2, false)).toEqual({ passed: 5, failed: 0, skipped: 3 })
    expect(addUnrunnable(count, 2, true)).toEqual({ passed: 5, failed: 2, skipped: 1 })
  })

  it('is green only when something passed and nothing failed', () => {
    expect(isGreen({ passed: 1, failed: 0, skipped: 3 })).toBe(true)
    expect(isGreen({ passed: 1, failed: 1, skipped: 0 })).toBe(false)
    expect(isGreen({ passed: 0, failed: 0, skipped: 3 })).toBe(false)
  })

  it('is one line', () => {
    expect(formatCount({ passed: 1204, failed: 0, skipped: 2 })).toBe('1204 passed, 0 failed, 2 skipped')
  })
})

type State = 'passed' | 'failed' | 'skipped' | 'pending'

function module(states: State[], { errors = 0, groupErrors = 0 } = {}): CountedModule {
  return {
    errors: () => Array.from({ length: errors }),
    children: {
      allTests: () => states.map((state, at) => ({ fullName: `test ${at + 1}`, result: () => ({ state }) })),
      allSuites: () => [{ fullName: 'group', errors: () => Array.from({ length: groupErrors }) }],
    },
  }
}
