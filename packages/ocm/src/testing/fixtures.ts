import { readdirSync, readFileSync } from 'node:fs'

const root = new URL('../fixtures/', import.meta.url)

/** Every sample of a folder below `fixtures/`; its own text `about` makes the name of its test. */
export function fixtures<Fixture extends { about: string }>(folder: string): Fixture[] {
  const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith('.json'))
  return names.map((name) => fixture(`${folder}/${name}`) as Fixture)
}

/** One sample. */
export function fixture(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'))
}
