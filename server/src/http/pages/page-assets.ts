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
export const stylesheet = assetOf('page.css', 'text/css; charset=utf-8', [
  'tokens.css',
  'page.css',
  'forms.css',
  'contents.css',
])
export const script = assetOf('page.js', 'text/javascript; charset=utf-8')
export const icon = assetOf('icon.svg', 'image/svg+xml')

/** @param name - the last segment of its path */
export function findAsset(name: string): PageAsset | undefined {
  return [stylesheet, script, icon].find(({ path }) => path === `/pages/${name}`)
}

/** @param parts - the files in `browser/` that become one */
function assetOf(name: string, contentType: string, parts: readonly string[] = [name]): PageAsset {
  const bytes = Buffer.concat(
    parts.map((part) => readFileSync(new URL(`../browser/${part}`, import.meta.url))),
  )
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return { path: `/pages/${name.replace('.', `-${version}.`)}`, contentType, bytes }
}
