import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A file that pages refer to. */
export interface PageAsset {
  /** Changes with the contents, so that browsers may keep it for ever. */
  readonly path: string
  readonly contentType: string
  readonly bytes: Buffer
}

export const stylesheet = assetOf('page.css', 'text/css; charset=utf-8')
export const script = assetOf('page.js', 'text/javascript; charset=utf-8')

/** @param name - the last segment of its path */
export function findAsset(name: string): PageAsset | undefined {
  return [stylesheet, script].find(({ path }) => path === `/pages/${name}`)
}

function assetOf(name: string, contentType: string): PageAsset {
  const bytes = readFileSync(new URL(`../browser/${name}`, import.meta.url))
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return { path: `/pages/${name.replace('.', `-${version}.`)}`, contentType, bytes }
}
