import { expect, test } from 'vitest'
import { z } from 'zod'
import { fileLayer } from './file-layer.ts'
import { text } from './kind.ts'
import { checkLayer } from './load-config.ts'
import { listSettings, section, setting } from './setting.ts'
import { showConfig } from './show-config.ts'

test('a secret is never in a problem or a list', () => {
  const settings = listSettings(
    z.strictObject({
      mail: section('Mail.', { password: setting(text, { description: 'Password.', secret: true }) }),
    }),
  )
  const layer = fileLayer(settings, 'f.yaml', 'mail:\n  password: [hunter2]\n')
  expect(checkLayer(settings, layer)).toEqual([
    {
      key: 'mail.password',
      value: '***',
      place: 'f.yaml:2',
      message: 'wrong value',
      remedy: 'Expected a text (in quotes where YAML would read it as a number).',
    },
  ])
  const sources = new Map([['mail.password', { layer: 'file', place: 'f.yaml:2' } as const]])
  expect(showConfig({ written: new Map([['mail.password', 'hunter2']]), sources }, settings)).toEqual([
    { key: 'mail.password', value: '***', source: 'f.yaml:2' },
  ])
})
