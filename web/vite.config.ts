import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** A server to develop against: `npm start`. */
const server = process.env['ISTHMUS_SERVER'] ?? 'http://localhost:8080'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), spokenLanguages(), iconsWithoutKeys(), compressed()],
  build: {
    outDir: 'dist',
    target: 'es2024',
    // The policy of the page lets it load from its server alone, and not from itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // How large it is, compressed, is held by tests/browser/size.test.ts.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      // Nothing that is imported does something because a property of it is looked at.
      treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
      output: {
        // Fewer files, in which more repeats itself, are smaller: one to begin with, and one of what several of the
        // later parts need.
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/dav', '/login', '/logout', '/pages', '/s/'].map((path) => [
        path,
        { target: server, changeOrigin: true, headers: { origin: server } },
      ]),
    ),
  },
})

/** Leaves out what react-aria says in languages that the app does not speak. */
function spokenLanguages(): Plugin {
  const other = /^(?:import .*\/|\s*")(?!en-US|de-DE)[a-z]{2}-[A-Z]{2}(?:\.mjs"|": ).*$/gm
  return {
    name: 'spoken-languages',
    transform: {
      filter: { id: /\/react-(?:aria|stately)[^/]*\/.*\/intlStrings\.mjs$/ },
      handler: (code) => ({ code: code.replaceAll(other, ''), map: null }),
    },
  }
}

/** Leaves out the keys of the lines of an icon: they keep React from warning, which it only does while one develops. */
function iconsWithoutKeys(): Plugin {
  return {
    name: 'icons-without-keys',
    apply: 'build',
    transform: {
      filter: { id: /\/lucide-react\/dist\/esm\/icons\/.*\.m?js$/ },
      handler: (code) => ({ code: code.replaceAll(/, key: "\w+"/g, ''), map: null }),
    },
  }
}

/** Writes a `.br` and a `.gz` beside every text, so that nothing is compressed while somebody waits. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    // Later than everything that still changes the code.
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(?:js|css|svg)$/.test(name))
      await Promise.all(names.map((name) => compress(join(dir, name))))
    },
  }
}

async function compress(file: string): Promise<void> {
  const text = await readFile(file)
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  const [small, smaller] = await Promise.all([
    promisify(gzip)(text, { level: constants.Z_BEST_COMPRESSION }),
    promisify(brotliCompress)(text, { params }),
  ])
  await Promise.all([writeFile(`${file}.gz`, small), writeFile(`${file}.br`, smaller)])
}
