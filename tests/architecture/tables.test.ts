import { describe, expect, it } from 'vitest'
import { codeFiles } from './repository.ts'
import { sourceFile } from './source-file.ts'
import { tableOwners, tableViolations } from './tables.ts'
import { describeViolations } from './violation.ts'

const declarations = [
  sourceFile(
    'server/src/platform/database/tables/shares.ts',
    'export interface SharesTables { shares: Share; share_secrets: Secret }\nexport interface Other { no: 1 }',
  ),
  sourceFile(
    'server/src/platform/database/tables/platform.ts',
    'export interface PlatformTables { counters: C }',
  ),
]
const touched = 'a table is touched by its own room'

describe('tables', () => {
  it('are touched by their own rooms alone in this repository', () => {
    expect(describeViolations(tableViolations(codeFiles()))).toEqual([])
  })

  it('all have an owner, as far as the schema of this repository goes', () => {
    expect(new Set(tableOwners(codeFiles()).values())).toContain('platform')
  })

  it('belong to the room whose interface declares them', () => {
    expect([...tableOwners(declarations)]).toEqual([
      ['shares', 'shares'],
      ['share_secrets', 'shares'],
      ['counters', 'platform'],
    ])
  })

  it.each([
    "db.selectFrom('shares')",
    "db.selectFrom('shares as s')",
    "db.selectFrom(['share_secrets as a', 'shares'])",
    'db.selectFrom(`shares`)',
    "db.insertInto('shares')",
    "db.updateTable('shares')",
    "db.deleteFrom('shares')",
    "db.selectFrom('counters').innerJoin('shares', 'a', 'b')",
    "db.selectFrom((eb) => eb.selectFrom('shares').as('s'))",
    "db.updateTable('counters').from('shares')",
    "sql.table('shares')",
    'sql`select id from shares where 1`',
    'sql`insert into "shares" values (1)`',
  ])('are not touched from another room: %s', (text) => {
    const rules = rulesBrokenBy(
      'server/src/mounts/mount-repository.ts',
      text.replace("selectFrom('counters')", 'x'),
    )
    expect(new Set(rules)).toEqual(new Set([touched]))
  })

  it('are touched in repository files of their room', () => {
    expect(rulesBrokenBy('server/src/shares/share-repository.ts', "db.selectFrom('shares')")).toEqual([])
    expect(rulesBrokenBy('server/src/shares/create-share.ts', "db.selectFrom('shares')")).toEqual([touched])
  })

  it('of the platform are touched anywhere in the platform', () => {
    expect(rulesBrokenBy('server/src/platform/ids.ts', "db.selectFrom('counters')")).toEqual([])
    expect(rulesBrokenBy('server/src/shares/share-repository.ts', "db.selectFrom('counters')")).toEqual([
      touched,
    ])
  })

  it('must be declared', () => {
    expect(rulesBrokenBy('server/src/shares/share-repository.ts', "db.selectFrom('forgotten')")).toEqual([
      touched,
    ])
  })

  it('are named literally', () => {
    for (const text of [
      'db.selectFrom(table)',
      'db.deleteFrom(tables.shares)',
      'db.selectFrom(`${kind}s`)',
    ]) {
      expect(rulesBrokenBy('server/src/shares/share-repository.ts', text)).toEqual([
        'tables are named literally',
      ])
    }
  })

  it('may be named for one statement', () => {
    const text = "db.with('tree(id)', (q) => q).selectFrom('tree').innerJoin('shares', 'a', 'b')"
    expect(rulesBrokenBy('server/src/shares/share-repository.ts', text)).toEqual([])
  })

  it('are touched freely by migrations and tests', () => {
    expect(
      rulesBrokenBy('server/src/platform/database/migrations/first.ts', "db.deleteFrom('shares')"),
    ).toEqual([])
    expect(rulesBrokenBy('server/src/mounts/mount.test.ts', "db.deleteFrom('shares')")).toEqual([])
  })

  it('are not confused with other things of that name', () => {
    expect(rulesBrokenBy('server/src/mounts/mount.ts', "Array.from('others'); log('from shares')")).toEqual(
      [],
    )
  })
})

function rulesBrokenBy(path: string, text: string): string[] {
  return tableViolations([...declarations, sourceFile(path, text)]).map(({ rule }) => rule)
}
