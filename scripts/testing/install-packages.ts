import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPackages } from '../build-packages.ts'

const installed = fileURLToPath(new URL('../../node_modules', import.meta.url))
const libraries = ['zod', 'saxes', 'xmlchars', 'structured-headers', '@types/node', 'undici-types']

/** The program of somebody else, in a folder where the built packages lie in `node_modules`. */
export interface StrangersProgram extends AsyncDisposable {
  readonly folder: string
  /** Where a package is installed. */
  packageFolder(name: string): string
  write(file: string, text: string): Promise<void>
}

/** Builds the packages and installs them as a registry's client would. */
export async function installPackages(): Promise<StrangersProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-packages-'))
  const scope = join(folder, 'node_modules/@isthmus')
  await mkdir(scope, { recursive: true })
  await buildPackages(scope)
  for (const library of libraries) {
    await mkdir(dirname(join(folder, 'node_modules', library)), { recursive: true })
    await symlink(join(installed, library), join(folder, 'node_modules', library))
  }
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  return {
    folder,
    packageFolder: (name) => join(scope, name),
    write: (file, text) => writeFile(join(folder, file), text),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
