import type { Violation } from './violation.ts'

/** Names that say nothing of what is inside, alone or as a part of a name. */
const emptyNames = new Set(['util', 'utils', 'helper', 'helpers', 'misc', 'manager', 'managers'])

/** Files whose names the world has fixed. */
const fixedName = /^(?:LICENSE|NOTICE|Dockerfile(?:\.dockerignore)?|[A-Z_]+\.md)$/

/** Checks the names of files and folders. */
export function nameViolations(paths: readonly string[]): Violation[] {
  return paths.flatMap((path) => {
    const names = path.split('/')
    return [
      ...names.filter(isEmptyName).map((name) => ({
        rule: 'names say what is inside',
        file: path,
        line: 1,
        problem: `${name} says nothing`,
        remedy: 'name the file after the one thing it exports',
      })),
      ...names
        .filter((name) => !fixedName.test(name) && !isKebabCase(name))
        .map((name) => ({
          rule: 'names are in kebab-case',
          file: path,
          line: 1,
          problem: `${name} is not in kebab-case`,
          remedy: 'use lower-case letters, digits and hyphens',
        })),
    ]
  })
}

function isEmptyName(name: string): boolean {
  const stem = name.split('.').find((part) => part !== '') ?? ''
  return stem === 'common' || stem.split('-').some((word) => emptyNames.has(word))
}

/** A leading dot and endings are allowed: `.oxlintrc.json`, `launch.test.ts`. */
function isKebabCase(name: string): boolean {
  return name
    .replace(/^\./, '')
    .split('.')
    .every((part) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(part))
}
