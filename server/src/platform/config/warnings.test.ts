import { expect, test } from 'vitest'
import { configWarnings } from './warnings.ts'

const federation = { allowHttpFallback: false, allowPrivateNetworks: false }
const database = { poolSize: 10 }

test.each([
  [false, false, []],
  [true, false, ['federation.allowHttpFallback']],
  [true, true, ['federation.allowHttpFallback', 'federation.allowPrivateNetworks']],
])(
  'each switch that is meant for tests warns when it is on (%s, %s)',
  (allowHttpFallback, allowPrivateNetworks, named) => {
    const warnings = configWarnings({
      federation: { allowHttpFallback, allowPrivateNetworks },
      database,
    })
    expect(warnings.map(({ message }) => message.split(' ')[0])).toEqual(named)
  },
)

test.each([
  ['postgres://isthmus:secret@db.example/isthmus', true],
  ['postgres://isthmus@10.0.0.7:5433/isthmus?application_name=a', true],
  ['postgres:///isthmus?host=db.example', true],
  ['postgres://isthmus@db.example/isthmus?sslmode=verify-full', false],
  ['postgres://isthmus@localhost/isthmus', false],
  ['postgres://isthmus@127.0.0.1/isthmus', false],
  ['postgres://isthmus@[::1]/isthmus', false],
  ['postgres:///isthmus?host=/run/postgresql', false],
])('a database on another machine without encryption warns, and does not tell its URL: %s', (url, warns) => {
  const found = configWarnings({ federation, database: { ...database, url } })
  expect(found.map(({ message }) => message.split(' ')[0])).toEqual(warns ? ['database.url'] : [])
  expect(JSON.stringify(found)).not.toContain('isthmus')
})
