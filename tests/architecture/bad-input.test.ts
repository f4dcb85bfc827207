import { badInput, routes } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'
import { badInputViolations } from './bad-input.ts'
import { codeFiles } from './repository.ts'
import { sourceFile } from './source-file.ts'
import { describeViolations } from './violation.ts'

const shares = { methods: ['GET', 'POST'], path: '/api/v1/shares' }
const rows = [{ what: 'nothing', status: 400 }]

describe('bad input', () => {
  it('is thought of for every route of this repository', () => {
    expect(describeViolations(badInputViolations(routes, badInput, codeFiles()))).toEqual([])
  })

  it('is thought of when there are rows for each method', () => {
    const both = { 'GET /api/v1/shares': rows, 'POST /api/v1/shares': rows }
    expect(badInputViolations([shares], both, [])).toEqual([])
  })

  it.each([
    ['no rows', undefined],
    ['an empty table', []],
  ])('is missing when a route has %s, and the route is named with its file and line', (_, table) => {
    const files = [
      sourceFile('server/src/http/api/list-shares.ts', "methods: ['GET'],\npath: '/api/v1/shares',"),
      sourceFile('server/src/http/api/create-share.ts', "\nmethods: ['POST'],\npath: '/api/v1/shares',"),
    ]
    const tables = { 'GET /api/v1/shares': rows, ...(table && { 'POST /api/v1/shares': table }) }
    expect(describeViolations(badInputViolations([shares], tables, files))).toEqual([
      expect.stringMatching(
        /^server\/src\/http\/api\/create-share\.ts:3 .*POST \/api\/v1\/shares has no rows of bad input/,
      ),
    ])
  })

  it('says that nobody gets in without signing in, and that bodies have a kind and a limit', () => {
    const route = { methods: ['POST'], path: '/api/v1/shares', access: 'user', body: 'json' }
    const problems = (statuses: number[]) =>
      badInputViolations([route], { 'POST /api/v1/shares': statuses.map((status) => ({ status })) }, []).map(
        ({ problem }) => problem,
      )
    expect(problems([400, 401, 413, 415])).toEqual([])
    expect(problems([400, 415])).toEqual([
      'POST /api/v1/shares has no row that is answered with 401',
      'POST /api/v1/shares has no row that is answered with 413',
    ])
  })

  it('is not kept for what is no route', () => {
    const tables = { 'GET /api/v1/shares': rows, 'GET /api/v1/gone': rows }
    const violations = badInputViolations([{ ...shares, methods: ['GET'] }], tables, [])
    expect(violations.map(({ problem }) => problem)).toEqual([
      'there are rows for GET /api/v1/gone, which is no route',
    ])
  })
})
