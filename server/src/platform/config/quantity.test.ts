import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { duration, size, sizeOrNone } from './quantity.ts'

describe('a duration', () => {
  test.each([
    ['500ms', 500],
    ['10s', 10_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['14d', 1_209_600_000],
    ['0s', 0],
  ])('written %s is %d milliseconds', (written, expected) => {
    expect(duration.schema.parse(written)).toBe(expected)
  })

  test.each([
    ['10'],
    ['s'],
    ['-1s'],
    ['1.5h'],
    ['10 minutes'],
    ['1h30m'],
    ['10S'],
    [''],
    ['999999999999999d'],
  ])('is never written %s', (written) => {
    expect(duration.schema.safeParse(written).success).toBe(false)
  })

  test('needs a unit even where YAML gives a number', () => {
    expect(duration.schema.safeParse(10).success).toBe(false)
  })
})

describe('a size', () => {
  test.each([
    ['512B', 512],
    ['64KiB', 65_536],
    ['10 MiB', 10_485_760],
    ['1GiB', 1_073_741_824],
    ['2TiB', 2_199_023_255_552],
  ])('written %s is %d bytes', (written, expected) => {
    expect(size.schema.parse(written)).toBe(expected)
  })

  test.each([['10MB'], ['10'], ['10kib'], ['none']])('is never written %s', (written) => {
    expect(size.schema.safeParse(written).success).toBe(false)
  })

  test('is unlimited when none is allowed and written', () => {
    expect(sizeOrNone.schema.parse('none')).toBe(Number.POSITIVE_INFINITY)
    expect(sizeOrNone.schema.parse('1KiB')).toBe(1024)
  })
})

test('whatever is written, a quantity is a whole number or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d+ ?[A-Za-z]+$/)), (written) => {
      const result = duration.schema.safeParse(written)
      expect(!result.success || Number.isSafeInteger(result.data)).toBe(true)
    }),
  )
})
