import { expect, test } from 'vitest'
import { checkConfig } from './load-config.ts'
import { sampleConfig } from './sample.ts'
import { configSchema } from './schema.ts'
import { listSettings } from './setting.ts'

test('the sample file changes nothing as it is', async () => {
  const result = await checkWith(sampleConfig())
  expect(result.ok && [...result.loaded.sources.values()].every(({ layer }) => layer !== 'file')).toBe(true)
})

test('the sample file is a valid configuration that names every setting once its settings are uncommented', async () => {
  const result = await checkWith(sampleConfig().replaceAll(/^#(?=(?: {2})*\w+:)/gm, ''))
  expect(result).toMatchObject({ ok: true })
  const fromFile = result.ok ? [...result.loaded.sources].filter(([, { layer }]) => layer === 'file') : []
  expect(fromFile.map(([key]) => key).toSorted()).toEqual(
    listSettings(configSchema)
      .map(({ key }) => key)
      .toSorted(),
  )
})

function checkWith(yaml: string) {
  const readFile = async (path: string) => (path === '/c.yaml' ? yaml : '')
  return checkConfig({ flags: { config: '/c.yaml' }, environment: {}, readFile })
}
