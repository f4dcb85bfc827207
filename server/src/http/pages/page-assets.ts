import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A file that pages refer to. */
export interface PageAsset {
  /** Changes with the contents, so that browsers may keep it for ever. */
  readonly path: string
  readonly contentType: string
  readonly bytes: Buffer
}

/** The tokens, which the app has as well, before what pages make of them. */
export const stylesheet = assetOf('text/css; charset=utf-8', 'tokens.css', 'page.css')
export const script = assetOf('text/javascript; charset=utf-8', 'page.js')
export const icon = assetOf('image/svg+xml', 'icon.svg')

/** @param name - the last segment of its path */
export function findAsset(name: string): PageAsset | undefined {
  return [stylesheet, script, icon].find(({ path }) => path === `/pages/${name}`)
}

/** @param names - of files in `browser/`, which become one with the name of the last */
function assetOf(contentType: string, ...names: [string, ...string[]]): PageAsset {
  const bytes = Buffer.concat(
    names.map((name) => readFileSync(new URL(`../browser/${name}`, import.meta.url))),
  )
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return { path: `/pages/${names.at(-1)?.replace('.', `-${version}.`)}`, contentType, bytes }
}
