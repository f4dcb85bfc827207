/**
 * Builds the publishable packages: one folder each under `dist/`, ready for `npm publish dist/NAME`, with JavaScript
 * and declarations, since Node strips no types under a real `node_modules`. In the repository the packages are used
 * from their sources, so nothing needs a build to run.
 */
import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string>>
  readonly [member: string]: unknown
}

const repository = fileURLToPath(new URL('..', import.meta.url))

/** In the order in which they depend on each other. */
export const publishable = ['http-signatures', 'ocm', 'webdav'] as const

/**
 * @param target - folder that receives one folder per package; what was in those is replaced
 */
export async function buildPackages(target: string): Promise<void> {
  for (const name of publishable) await buildPackage(join(repository, 'packages', name), join(target, name))
}

async function buildPackage(source: string, target: string): Promise<void> {
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as Manifest
  await compile(source, target, manifest)
  await writeFile(join(target, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`)
  await cp(join(source, 'README.md'), join(target, 'README.md'))
  await cp(join(repository, 'LICENSE'), join(target, 'LICENSE'))
}

/** The manifest of the published package: the same, but for what its exports point to. */
export function publishedManifest(manifest: Manifest): Record<string, unknown> {
  const exports = Object.entries(manifest.exports).map(([name, source]) => {
    const built = source.replace(/^\.\/src\//, './').replace(/\.ts$/, '')
    return [name, { types: `${built}.d.ts`, default: `${built}.js` }] as const
  })
  return { ...manifest, exports: Object.fromEntries(exports), sideEffects: false }
}

async function compile(source: string, target: string, manifest: Manifest): Promise<void> {
  const config = join(target, 'tsconfig.json')
  await writeFile(
    config,
    JSON.stringify({
      extends: join(repository, 'tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        incremental: false,
        allowJs: false,
        checkJs: false,
        declaration: true,
        rewriteRelativeImportExtensions: true,
        rootDir: join(source, 'src'),
        outDir: target,
        typeRoots: [join(repository, 'node_modules/@types')],
        // Against the built declarations of the packages that it depends on, as its users will.
        paths: { '@isthmus/*': [join(target, '../*/index.d.ts')] },
      },
      // What the exports need, and nothing else: no tests, no fixtures.
      include: [],
      files: Object.values(manifest.exports).map((entry) => join(source, entry)),
    }),
  )
  try {
    await promisify(execFile)(join(repository, 'node_modules/.bin/tsc'), ['-p', config])
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
    throw new Error(`${source} does not compile:\n${said}`, { cause: error })
  }
  await rm(config)
}

if (import.meta.main) await buildPackages(join(repository, 'dist'))
