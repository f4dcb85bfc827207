import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { testsThatImport } from './importing-tests.ts'

test('tests that import a folder are found, also through others, but not for its types', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const files = {
    'src/harness/open.ts': '',
    'src/harness/open.test.ts': "import { open } from './open.ts'\n",
    'src/room/house.ts': "import {\n  open,\n} from '../harness/open.ts'\n",
    'src/room/direct.test.ts': "import { open } from '../harness/open.ts'\n",
    'src/room/through.test.ts': "import { a } from './a.ts'\nimport { house } from './house.ts'\n",
    'src/room/types.test.ts': "import type { Open } from '../harness/open.ts'\n",
    'src/room/other.test.ts': "import { expect } from 'vitest'\n// from '../harness/open.ts'\n",
    'elsewhere/far.test.ts': "import { open } from '../src/harness/open.ts'\n",
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, name)), { recursive: true })
    await writeFile(join(folder.path, name), text)
  }
  expect(testsThatImport(folder.path, 'src', 'src/harness')).toEqual([
    'src/harness/open.test.ts',
    'src/room/direct.test.ts',
    'src/room/through.test.ts',
  ])
})
