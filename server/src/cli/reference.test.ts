import { expect, it } from 'vitest'
import { createProgram } from './program.ts'
import { cliReference } from './reference.ts'
import { testSurroundings } from './testing/run-cli.ts'

it('is the page docs/reference/cli.md', async () => {
  const page = cliReference(createProgram(testSurroundings()))
  await expect(page).toMatchFileSnapshot('../../../docs/reference/cli.md')
})
