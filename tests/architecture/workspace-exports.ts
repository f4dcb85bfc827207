import { dirname, posix } from 'node:path'
import type { WorkspaceExports } from './imports.ts'
import { readText, repositoryFiles } from './repository.ts'

interface Manifest {
  readonly name: string
  readonly exports?: Readonly<Record<string, string>>
}

/** Reads what the workspaces of the repository export, from their manifests. */
export function workspaceExports(): WorkspaceExports {
  const manifests = repositoryFiles().filter((path) => path.endsWith('/package.json'))
  return new Map(
    manifests.flatMap((path) => {
      const { name, exports = {} } = JSON.parse(readText(path)) as Manifest
      return Object.entries(exports).map(
        ([entry, file]) => [posix.join(name, entry), posix.join(dirname(path), file)] as const,
      )
    }),
  )
}
