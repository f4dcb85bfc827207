import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type SourceFile, sourceFile } from './source-file.ts'

/** The repository's folder. */
export const root = resolve(import.meta.dirname, '../..')

/** Written by a test from what the server declares, and read by nobody. */
const generated = 'web/src/api/contract.ts'

let files: readonly string[] | undefined
let code: readonly SourceFile[] | undefined

/**
 * The paths of all files of the repository but those that `.gitignore` names, relative to it, with slashes.
 */
export function repositoryFiles(): readonly string[] {
  files ??= filesBelow('', ignoredFolders())
  return files
}

/** All code files that people write, but for fixtures: they are data. */
export function codeFiles(): readonly SourceFile[] {
  code ??= repositoryFiles()
    .filter((path) => /\.(?:ts|tsx|mts|js|mjs)$/.test(path) && !isFixture(path) && path !== generated)
    .map((path) => sourceFile(path, readText(path)))
  return code
}

/** Whether a file is input or expected output of tests, which may be anything. */
export function isFixture(path: string): boolean {
  return /(?:^|\/)fixtures\//.test(path)
}

/** The text of a file of the repository. */
export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function filesBelow(folder: string, ignored: ReadonlySet<string>): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (ignored.has(entry.name) || ignored.has(`/${path}`)) return []
    if (entry.isDirectory()) return filesBelow(path, ignored)
    return entry.isFile() ? [path] : []
  })
}

/** The folders of `.gitignore`: `name` is ignored everywhere, `/name` at the top alone. */
function ignoredFolders(): ReadonlySet<string> {
  const lines = readText('.gitignore').split('\n')
  const folders = lines.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1))
  return new Set(['.git', ...folders])
}
