import { describe, expect, it } from 'vitest'
import { codeFiles } from './repository.ts'
import { routeViolations } from './routes.ts'
import { sourceFile } from './source-file.ts'
import { describeViolations } from './violation.ts'

const table = 'server/src/http/routes.ts'
const file = 'server/src/http/api/list-shares.ts'
const route = "import { defineRoute } from '../route.ts'\nexport const route = defineRoute({})\n"
const listed =
  "import { route as listShares } from './api/list-shares.ts'\nexport const routes = [listShares]\n"

describe('routes', () => {
  it('are one per file and all in the table in this repository', () => {
    expect(describeViolations(routeViolations(codeFiles()))).toEqual([])
  })

  it('pass when a file declares one and the table has it', () => {
    expect(rulesBrokenBy({ [file]: route, [table]: listed })).toEqual([])
  })

  it('must be in the table', () => {
    expect(rulesBrokenBy({ [file]: route, [table]: 'export const routes = []' })).toEqual([
      'every route is in the route table',
    ])
    expect(rulesBrokenBy({ [file]: route })).toEqual(['every route is in the route table'])
  })

  it('are one per file', () => {
    const two = `${route}export const other = defineRoute({})\n`
    expect(rulesBrokenBy({ [file]: two, [table]: listed })).toEqual(['one route per file'])
  })

  it('are exported by the name of route', () => {
    const renamed = route.replace('const route', 'const listShares')
    expect(rulesBrokenBy({ [file]: renamed, [table]: listed })).toEqual(['one route per file'])
  })

  it('lie in the folder of a surface', () => {
    expect(rulesBrokenBy({ 'server/src/http/list-shares.ts': route })).toEqual([
      'a route lies in the folder of its surface',
    ])
    expect(rulesBrokenBy({ 'server/src/shares/list-shares.ts': route })).toEqual([
      'a route lies in the folder of its surface',
    ])
  })

  it('have only files beside them that they need', () => {
    const needs = `import '../api/share-body.ts'\n${route}`
    const files = {
      [file]: needs,
      [table]: listed,
      'server/src/http/api/share-body.ts': "import './page.ts'",
    }
    expect(rulesBrokenBy({ ...files, 'server/src/http/api/page.ts': '' })).toEqual([])
    expect(rulesBrokenBy({ ...files, 'server/src/http/api/stray.ts': '' })).toEqual([
      'a surface holds routes and what they need',
    ])
  })

  it('do not lend their files to another surface', () => {
    const needs = `import '../dav/depth.ts'\n${route}`
    const files = {
      [file]: needs,
      'server/src/http/dav/files.ts': route,
      [table]: `import './dav/files.ts'\n${listed}`,
    }
    expect(rulesBrokenBy(files)).toEqual([])
    expect(rulesBrokenBy({ ...files, 'server/src/http/dav/depth.ts': '' })).toEqual([
      'a surface holds routes and what they need',
    ])
  })

  it('are not asked for in folders that are no surfaces', () => {
    const files = { [file]: route, [table]: listed, 'server/src/http/openapi/describe-api.ts': '' }
    expect(rulesBrokenBy(files)).toEqual([])
  })

  it('may be declared anyhow in tests', () => {
    expect(rulesBrokenBy({ 'server/src/http/route.test.ts': route })).toEqual([])
  })
})

function rulesBrokenBy(texts: Record<string, string>): string[] {
  const files = Object.entries(texts).map(([path, text]) => sourceFile(path, text))
  return routeViolations(files).map(({ rule }) => rule)
}
