import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConditionList, parseIfHeader, submittedTokens } from './if-header.ts'

describe('parseIfHeader', () => {
  it('reads the examples of RFC 4918 10.4', () => {
    expect(
      parseIfHeader(
        '(<urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2> ["I am an ETag"]) (["I am another ETag"])',
      ),
    ).toEqual([
      {
        conditions: [
          { negated: false, lockToken: 'urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2' },
          { negated: false, etag: undefined },
        ],
      },
      { conditions: [{ negated: false, etag: undefined }] },
    ])
    expect(parseIfHeader('(Not <urn:uuid:1> <urn:uuid:2>)')).toEqual([
      {
        conditions: [
          { negated: true, lockToken: 'urn:uuid:1' },
          { negated: false, lockToken: 'urn:uuid:2' },
        ],
      },
    ])
    expect(parseIfHeader('</specs/rfc2518.doc> (["4217"]) (Not ["4218"])')).toEqual([
      { resourceTag: '/specs/rfc2518.doc', conditions: [{ negated: false, etag: '4217' }] },
      { resourceTag: '/specs/rfc2518.doc', conditions: [{ negated: true, etag: '4218' }] },
    ])
    expect(parseIfHeader('(<urn:uuid:1>) (Not <DAV:no-lock>)')).toHaveLength(2)
  })

  it.each([
    ['no space anywhere', '(<a:1>["e"])(Not<b:2>)', 2],
    ['space everywhere', ' \t( <a:1> [ "e" ] ) \t ( Not <b:2> ) ', 2],
    ['not in any case', '(NOT <a:1>)', 1],
    ['a parenthesis in a tag', '(["("])', 1],
    ['a bracket in a token', '(<urn:x:[1]>)', 1],
    ['32 lists', '(["a"])'.repeat(32), 32],
  ])('takes %s', (_what, value, count) => {
    expect(parseIfHeader(value)).toHaveLength(count)
  })

  it('lets a tag hold for all lists up to the next', () => {
    const tags = parseIfHeader('</a> (<x:1>) (<x:2>) </b> (<x:3>)')?.map(({ resourceTag }) => resourceTag)
    expect(tags).toEqual(['/a', '/a', '/b'])
  })

  it('reads back every header that the grammar allows', () => {
    const url = fc.stringMatching(/^[a-z]{1,5}:[\w:/.-]{1,20}$/)
    const condition = fc.oneof(
      fc.record({ negated: fc.boolean(), lockToken: url }),
      fc.record({ negated: fc.boolean(), etag: fc.stringMatching(/^[\x21\x23-\x7e]{0,10}$/) }),
    )
    const conditions = fc.array(condition, { minLength: 1, maxLength: 5 })
    const untagged = fc.array(fc.record({ conditions }), { minLength: 1, maxLength: 8 })
    const tagged = fc.array(fc.record({ resourceTag: url, conditions }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.oneof(untagged, tagged), fc.constantFrom('', ' ', '\t '), (lists, space) => {
        const header = lists.map((list) => writeList(list, space)).join(space)
        expect(parseIfHeader(header)).toEqual(lists)
      }),
    )
  })

  it('lets a weak tag match nothing', () => {
    expect(parseIfHeader('([W/"a"])')).toEqual([{ conditions: [{ negated: false, etag: undefined }] }])
  })

  it.each([
    '',
    ' ',
    '()',
    '(',
    '(["a"]',
    '["a"]',
    '<urn:uuid:1>',
    '(["a])',
    '(a)',
    '(Not)',
    '(["a"]) x',
    '</a>',
    '(["a"]) </a>',
    '</a> </b> (["a"])',
    '(Not Not ["a"])',
    '((["a"]))',
    '(<>)',
    '(["a"], ["b"])',
    '(["a"])'.repeat(33),
  ])('refuses %j', (value) => {
    expect(parseIfHeader(value)).toBeUndefined()
  })

  it('comes to an end on every input', () => {
    const junk = fc.array(fc.constantFrom('(', ')', '<', '>', '[', ']', '"', 'Not', ' ', 'a', 'W/', '\t'))
    fc.assert(
      fc.property(junk, (parts) => {
        const lists = parseIfHeader(parts.join(''))
        expect(lists === undefined || lists.length > 0).toBe(true)
      }),
    )
  })
})

describe('submittedTokens', () => {
  it('are all that stand in the header, wherever they do', () => {
    const lists = parseIfHeader('(<a:1> ["e"]) (Not <b:2>) (<a:1>) (Not <DAV:no-lock>)') ?? []
    expect(submittedTokens(lists)).toEqual(['a:1', 'b:2'])
  })
})

function writeList(list: ConditionList, space: string): string {
  const tag = list.resourceTag === undefined ? '' : `<${list.resourceTag}>${space}`
  const conditions = list.conditions.map((condition) => {
    const not = condition.negated ? `Not${space}` : ''
    return 'etag' in condition ? `${not}["${condition.etag}"]` : `${not}<${condition.lockToken}>`
  })
  return `${tag}(${space}${conditions.join(space)}${space})`
}
