import { describe, expect, it } from 'vitest'
import { judge, type Measure, type MeasuredValue } from './measure.ts'
import { misses, resultRows } from './report.ts'

describe('a measurement', () => {
  it.each([
    [{ isthmus: 150, apache: 100 }, true, { times: 1.5, of: 'apache' }, { met: true, reached: 1.5 }],
    [{ isthmus: 140, apache: 100 }, true, { times: 1.5, of: 'apache' }, { met: false, reached: 1.4 }],
    [{ isthmus: 50, apache: 100 }, false, { times: 1, of: 'apache' }, { met: true, reached: 2 }],
    [{ isthmus: 50 }, false, { atMost: 50 }, { met: true, reached: 50 }],
    [{ isthmus: 51 }, false, { atMost: 50 }, { met: false, reached: 51 }],
    [{ isthmus: 50 }, true, { atLeast: 50 }, { met: true, reached: 50 }],
    [{ isthmus: 49 }, true, { atLeast: 50 }, { met: false, reached: 49 }],
  ] as const)('of %j, more is better: %s, target %j, is judged %j', (medians, more, target, verdict) => {
    expect(judge(measure(medians, { more, target }))).toEqual(verdict)
  })

  it('without a target is not judged', () => {
    expect(judge(measure({ isthmus: 1 }, {}))).toBeUndefined()
  })

  it('misses its target when our server gave no figure', () => {
    expect(judge(measure({ apache: 1 }, { target: { times: 1, of: 'apache' } }))?.met).toBe(false)
  })
})

describe('a report', () => {
  const measures = [
    measure({ isthmus: 12_345.6, apache: 24_000 }, { title: 'GET', target: { times: 0.6, of: 'apache' } }),
    measure({ isthmus: 12.34 }, { title: 'Start', unit: 'ms', more: false, target: { atMost: 50 } }),
  ]

  it('shows every figure with its target', () => {
    expect(resultRows({ measures })).toEqual([
      ['Measurement', 'Isthmus', 'Apache', 'rclone', 'Target', 'Reached'],
      ['GET', '12,346/s', '24,000/s', '', '≥ 0.6 × Apache', '0.51 ×, missed'],
      ['Start', '12.3 ms', '', '', '≤ 50 ms', '12.3 ms'],
    ])
  })

  it('says what was missed and by how much', () => {
    expect(misses({ measures })).toEqual(['GET: 0.51 ×, missed, wanted is ≥ 0.6 × Apache.'])
  })
})

function measure(medians: Partial<Record<MeasuredValue['server'], number>>, rest: Partial<Measure>): Measure {
  const values = Object.entries(medians).map(([server, median]) => ({
    server: server as MeasuredValue['server'],
    median,
    runs: [median],
  }))
  return { name: 'a', title: 'a', unit: '/s', more: true, values, ...rest }
}
