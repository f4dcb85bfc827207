import { describe, expect, it } from 'vitest'
import { checkPreconditions, type PreconditionOutcome, type Preconditions } from './preconditions.ts'
import type { Resource } from './resource-tree.ts'
import { readOnly } from './testing/trees.ts'

const second = 1_790_000_000_000
const current: Resource = {
  kind: 'file',
  name: 'a.txt',
  etag: 'one',
  modifiedAt: second + 250,
  size: 1,
  contentType: 'text/plain',
  rights: readOnly,
}

// RFC 9110 13.2.2, step by step.
const table: readonly [
  string,
  Preconditions,
  Resource | undefined,
  PreconditionOutcome,
  PreconditionOutcome,
][] = [
  ['no condition', {}, current, 'go-on', 'go-on'],
  ['no condition on nothing', {}, undefined, 'go-on', 'go-on'],

  ['1: If-Match holds', { ifMatch: ['zero', 'one'] }, current, 'go-on', 'go-on'],
  ['1: If-Match fails', { ifMatch: ['two'] }, current, 'precondition-failed', 'precondition-failed'],
  ['1: If-Match: * holds', { ifMatch: 'any' }, current, 'go-on', 'go-on'],
  ['1: If-Match: * on nothing', { ifMatch: 'any' }, undefined, 'precondition-failed', 'precondition-failed'],
  ['1: If-Match with weak tags only', { ifMatch: [] }, current, 'precondition-failed', 'precondition-failed'],
  ['1 before 2', { ifMatch: ['one'], ifUnmodifiedSince: 0 }, current, 'go-on', 'go-on'],

  ['2: unmodified', { ifUnmodifiedSince: second }, current, 'go-on', 'go-on'],
  [
    '2: modified',
    { ifUnmodifiedSince: second - 1000 },
    current,
    'precondition-failed',
    'precondition-failed',
  ],
  ['2: on nothing', { ifUnmodifiedSince: 0 }, undefined, 'go-on', 'go-on'],

  ['3: If-None-Match holds', { ifNoneMatch: ['two'] }, current, 'go-on', 'go-on'],
  ['3: If-None-Match fails', { ifNoneMatch: ['one'] }, current, 'precondition-failed', 'not-modified'],
  ['3: If-None-Match: * fails', { ifNoneMatch: 'any' }, current, 'precondition-failed', 'not-modified'],
  ['3: If-None-Match: * on nothing', { ifNoneMatch: 'any' }, undefined, 'go-on', 'go-on'],
  [
    '1 before 3',
    { ifMatch: ['two'], ifNoneMatch: ['one'] },
    current,
    'precondition-failed',
    'precondition-failed',
  ],
  ['1 and 3', { ifMatch: ['one'], ifNoneMatch: ['one'] }, current, 'precondition-failed', 'not-modified'],
  ['3 before 4', { ifNoneMatch: ['two'], ifModifiedSince: second }, current, 'go-on', 'go-on'],

  ['4: not modified', { ifModifiedSince: second }, current, 'go-on', 'not-modified'],
  ['4: modified', { ifModifiedSince: second - 1000 }, current, 'go-on', 'go-on'],
]

describe('checkPreconditions', () => {
  it.each(table)('%s', (_step, conditions, resource, changing, reading) => {
    expect(checkPreconditions(conditions, resource, false)).toBe(changing)
    expect(checkPreconditions(conditions, resource, true)).toBe(reading)
  })
})
