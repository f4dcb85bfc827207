import fc from 'fast-check'
import { expect, test } from 'vitest'
import { environmentLayer } from './environment-layer.ts'
import { fileLayer } from './file-layer.ts'
import { checkLayer } from './load-config.ts'
import { configSchema } from './schema.ts'
import { listSettings } from './setting.ts'

const settings = listSettings(configSchema)
const scalars = fc.oneof(
  fc.constantFrom(
    '0',
    '-1',
    '1e9',
    '10 MiB',
    'none',
    '7 days',
    'true',
    '~',
    '""',
    'https://a.example',
    '[::1]:80',
  ),
  fc.constantFrom(
    '127.0.0.1:0',
    'postgres://u:p@h/d',
    '1.0.0.0/33',
    '&a',
    '*a',
    '!!binary x',
    '{a: b}',
    '[1, [2]]',
  ),
  fc.string({ maxLength: 20 }),
)

test('whatever a file says, what is wrong with it is a list, and each entry of it says where', () => {
  const keys = fc.constantFrom(
    ...settings.flatMap(({ key }) => key.split('.')),
    '? ',
    '<<',
    '- ',
    '&a',
    '*a',
    '---',
    '#',
    '"',
  )
  const line = fc
    .tuple(fc.constantFrom('', '  ', '    ', '\t'), keys, fc.constantFrom(': ', ':', ' ', ':\n'), scalars)
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const layer = fileLayer(settings, 'isthmus.yaml', lines.join('\n'))
      const problems = [...layer.problems, ...checkLayer(settings, layer)]
      expect(problems.every(({ place }) => /^isthmus\.yaml:\d+$/.test(place))).toBe(true)
    }),
  )
})

test('whatever a variable is set to, it is taken or named as wrong', () => {
  const names = fc.constantFrom(
    ...settings.map(({ environmentName }) => environmentName),
    'ISTHMUS_X',
    'HOME',
  )
  fc.assert(
    fc.property(fc.dictionary(names, scalars, { maxKeys: 5 }), (environment) => {
      const layer = environmentLayer(settings, environment)
      const problems = [...layer.problems, ...checkLayer(settings, layer)]
      expect(problems.every(({ place, key }) => place in environment || key in environment)).toBe(true)
    }),
  )
})

test('an alias of nothing is named as wrong', () => {
  expect(fileLayer(settings, 'isthmus.yaml', 'provider: A\ndata: *a\n').problems).toMatchObject([
    { key: 'data', place: 'isthmus.yaml:2', message: expect.stringContaining('alias') },
  ])
})
