import { describe, expect, it } from 'vitest'
import type { FileResult } from './run-tests.ts'
import { filesToTryAgain, withSecondTry } from './second-try.ts'

describe('the second try', () => {
  it('is of the files that failed, in the suite in which they failed', () => {
    const results = [result('e2e', 'a', 0), result('e2e-postgres', 'a', 1), result('faults', 'b', 2)]
    expect(filesToTryAgain(results)).toEqual([results[1], results[2]])
  })

  it('is not made when nothing failed, or much', () => {
    expect(filesToTryAgain([result('e2e', 'a', 0)])).toEqual([])
    expect(filesToTryAgain(['a', 'b', 'c', 'd'].map((file) => result('e2e', file, 1)))).toEqual([])
  })

  it('counts instead of the first, and what passed only then is named', () => {
    const first = [result('e2e', 'a', 0), result('e2e', 'b', 1), result('faults', 'c', 1)]
    const { results, unsteady } = withSecondTry(first, [result('e2e', 'b', 0), result('faults', 'c', 1)])
    expect(results.map(({ count }) => count.failed)).toEqual([0, 0, 1])
    expect(unsteady).toEqual(['[e2e] b > fails 1'])
  })

  it('leaves a file failed that was not run again', () => {
    const { results, unsteady } = withSecondTry([result('e2e', 'a', 1)], [result('faults', 'a', 0)])
    expect(results[0]?.count.failed).toBe(1)
    expect(unsteady).toEqual([])
  })

  it('changes nothing of a file that had passed', () => {
    const { results } = withSecondTry([result('e2e', 'a', 0)], [result('e2e', 'a', 1)])
    expect(results[0]?.count.failed).toBe(0)
  })
})

function result(suite: string, file: string, failures: number): FileResult {
  const failed = Array.from({ length: failures }, (_, index) => `fails ${index + 1}`)
  return { suite, file, count: { passed: 5, failed: failures, skipped: 0 }, failed }
}
