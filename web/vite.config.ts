import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** A server to develop against: `npm start`. */
const server = process.env['ISTHMUS_SERVER'] ?? 'http://localhost:8080'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), spokenLanguages(), compressed()],
  build: {
    outDir: 'dist',
    target: 'es2024',
    // The policy of the page lets it load from its server alone, and not from itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
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
  const others = /\/react-(?:aria|stately)[^/]*\/.*\/(?!en-US|de-DE)[a-z]{2}-[A-Z]{2}\.m?js$/
  return {
    name: 'spoken-languages',
    enforce: 'pre',
    load: { filter: { id: others }, handler: () => 'export default {}' },
  }
}

/** Writes a `.br` and a `.gz` beside every text, so that nothing is compressed while somebody waits. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!/\.(?:js|css|svg)$/.test(fileName)) continue
        const text = Buffer.from(file.type === 'chunk' ? file.code : file.source)
        const [small, smaller] = await Promise.all([
          promisify(gzip)(text, { level: 9 }),
          promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        ])
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: small })
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: smaller })
      }
    },
  }
}
