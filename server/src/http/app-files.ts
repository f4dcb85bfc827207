import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of the app as a browser gets it. */
export interface AppFile {
  readonly contentType: string
  /** How it is compressed, where it is. */
  readonly encoding?: 'br' | 'gzip'
  readonly bytes: Buffer
}

/** The app as it was built. */
export interface AppFiles {
  /** @returns `undefined` as long as the app was not built */
  page(): Promise<AppFile | undefined>
  /**
   * A file that the page refers to, in the smallest form that was made of it and that the browser takes.
   * @param name - a single segment, from an address that anybody can have made
   * @param accepted - `Accept-Encoding`
   * @returns `undefined` for what is none
   */
  asset(name: string, accepted: string | undefined): Promise<AppFile | undefined>
}

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
  webp: 'image/webp',
  woff2: 'font/woff2',
}

const compressed = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const

/**
 * Reads the app from where it is built to. It is read anew for each request, which browsers seldom send: it can be built
 * while the server runs.
 * @param folder - with `index.html` and `assets/`; need not exist
 */
export function openAppFiles(folder: string): AppFiles {
  return {
    page: () => read(join(folder, 'index.html')),
    async asset(name, accepted) {
      if (!/^[\w-][\w.-]*$/.test(name)) return undefined
      const path = join(folder, 'assets', name)
      for (const { encoding, ending } of compressed) {
        const file = takes(accepted, encoding) ? await read(path, ending) : undefined
        if (file !== undefined) return { ...file, encoding }
      }
      return read(path)
    },
  }
}

/** RFC 9110 12.5.3: what has the weight 0 is refused. */
function takes(accepted: string | undefined, encoding: string): boolean {
  return new RegExp(`(?:^|,)\\s*${encoding}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[^,]*)?(?:,|$)`, 'i').test(
    accepted ?? '',
  )
}

async function read(path: string, ending = ''): Promise<AppFile | undefined> {
  const contentType = contentTypes[path.slice(path.lastIndexOf('.') + 1)]
  if (contentType === undefined) return undefined
  try {
    return { contentType, bytes: await readFile(path + ending) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return undefined
    throw error
  }
}
