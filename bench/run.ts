/**
 * `npm run bench`: measures speed and memory, all of it or what its arguments name.
 *
 * Exit status: 0 when everything was measured, also when a target was missed; 1 when something could not be; 2 when an
 * argument names nothing.
 */
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { provideDebianPackages, thisSystem } from '../scripts/debian-packages.ts'
import type { Bench } from './bench.ts'
import { davBench } from './dav/dav-bench.ts'
import { ocmBench } from './ocm/ocm-bench.ts'

const benches: readonly Bench[] = [davBench, ocmBench]

const usage = `usage: npm run bench -- [NAME]… [--quick] [--profile] [--list] [--help]

  --quick     in less than a minute and a half, to see that it works; nothing is written to docs/bench
  --profile   keep processor profiles of our server in .cache/bench

${benches.map(({ name, about }) => `  ${name.padEnd(12)}${about}`).join('\n')}`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (options === undefined) return 2
  const { names, quick, profile, help } = options
  if (help) {
    say(usage)
    return 0
  }
  const unknown = names.find((name) => benches.every((bench) => bench.name !== name))
  if (unknown !== undefined) {
    console.error(`No bench is called ${unknown}.\n\n${usage}`)
    return 2
  }
  const chosen = benches.filter(({ name }) => names.length === 0 || names.includes(name))
  const unrunnable = await provideDebianPackages(chosen, thisSystem, say)
  for (const { suite, reason } of unrunnable)
    console.error(`The bench ${suite.name} cannot run here. ${reason}`)
  if (unrunnable.length > 0) return 1
  const profiles = join(dirname(import.meta.dirname), '.cache', 'bench')
  for (const bench of chosen) await bench.run({ quick, say, ...(profile && { profiles }) })
  return 0
}

function readOptions(
  args: string[],
): { names: string[]; quick: boolean; profile: boolean; help: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        profile: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return { ...values, names: positionals, help: values.help || values.list }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return undefined
  }
}

function say(text: string): void {
  console.log(text)
}
