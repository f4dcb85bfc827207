import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { davSection } from '../dav/readme.ts'
import type { DavReport } from '../dav/report.ts'
import { ocmSection } from '../ocm/readme.ts'
import type { OcmReport } from '../ocm/report.ts'

interface Reports {
  readonly dav: DavReport
  readonly ocm: OcmReport
}

/**
 * Writes what a bench has found out, and the page that shows the last run of every bench.
 * @returns the folder
 */
export async function publish<Name extends keyof Reports>(
  name: Name,
  report: Reports[Name],
): Promise<string> {
  const folder = join(dirname(dirname(import.meta.dirname)), 'docs', 'bench')
  await mkdir(folder, { recursive: true })
  await writeFile(fileOf(folder, name), `${JSON.stringify(report, undefined, 2)}\n`)
  const dav = await lastReport<DavReport>(folder, 'dav')
  const ocm = await lastReport<OcmReport>(folder, 'ocm')
  const parts = [head, ...(dav ? [davSection(dav)] : []), ...(ocm ? [ocmSection(ocm)] : [])]
  await writeFile(join(folder, 'README.md'), parts.join('\n'))
  return folder
}

const head = `# Measured

Absolute figures are this machine's. What means something is the ratio of figures that were taken in turns in one run.
`

async function lastReport<Report>(folder: string, name: keyof Reports): Promise<Report | undefined> {
  const file = fileOf(folder, name)
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Report) : undefined
}

function fileOf(folder: string, name: keyof Reports): string {
  return join(folder, `${name}.json`)
}
