import { expect, test } from 'vitest'
import { configReference } from './reference.ts'

test('the reference page says what the schema says (vitest -u renews it)', async () => {
  await expect(configReference()).toMatchFileSnapshot('../../../../docs/reference/configuration.md')
})
