import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/**
 * Finds the tests that import something of a folder, by themselves or through what they import.
 * @param root - the repository
 * @param area - where to look for tests, relative to the repository: `server/src`
 * @param folder - relative to the repository
 * @returns the tests, relative to the repository, sorted
 */
export function testsThatImport(root: string, area: string, folder: string): string[] {
  const importers = new Map<string, string[]>()
  for (const file of globSync(`${area}/**/*.ts`, { cwd: root })) {
    for (const imported of importsOf(readFileSync(join(root, file), 'utf8'))) {
      const target = normalize(join(dirname(file), imported))
      importers.set(target, [...(importers.get(target) ?? []), file])
    }
  }
  const found = new Set([...importers.keys()].filter((file) => file.startsWith(`${folder}/`)))
  // What is added on the way is visited too.
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer)
  return [...found].filter((file) => file.endsWith('.test.ts')).toSorted()
}

/** The relative imports of a module; types alone do not count. */
function importsOf(text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\s(?!type\s)[^'"]*?from\s+'(\.[^']+)'/gm)
  return [...statements].map(([, specifier = '']) => specifier)
}
