import { dirname } from 'node:path'
import { testsThatImport } from './importing-tests.ts'

/** A set of tests that is run and counted under one name. */
export interface Suite {
  readonly name: string
  /** What a green run of it says. */
  readonly about: string
  /** The test files, as glob patterns relative to the repository. */
  readonly include: readonly string[]
  /** What of them is not meant. */
  readonly exclude?: readonly string[]
  /** The suite of which it runs some files again, on another ground. */
  readonly repeats?: string
  /** Modules that Vitest runs before the tests, relative to the repository: once, and in each of its workers. */
  readonly setUp?: { readonly once: string; readonly inWorkers: string }
  /** Whether every file gets a fresh module graph: dear, for files that start and kill whole servers. */
  readonly isolate: boolean
  /** Whether it runs beside the suite before it in this list, instead of after it. */
  readonly beside?: boolean
  /**
   * How long a test or a hook may take, in milliseconds. Default: one minute. It ends what hangs, and is many times what
   * anything takes on a quiet machine: a busy one is slow.
   */
  readonly timeout?: number
  /** The Debian packages without which it cannot run. */
  readonly debianPackages: readonly string[]
}

const root = dirname(import.meta.dirname)

/**
 * All suites, in the order in which they run. A test file that no suite includes fails the architecture
 * tests, and a suite that finds no test fails by itself.
 */
export const suites: readonly Suite[] = [
  {
    name: 'unit',
    about: 'each piece does what it says; the tests lie beside the code',
    include: [
      'packages/*/src/**/*.test.ts',
      'server/src/**/*.test.ts',
      'testkit/src/**/*.test.ts',
      'web/src/**/*.test.ts',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    exclude: ['**/*.postgres.test.ts'],
    isolate: false,
    debianPackages: [],
  },
  {
    name: 'unit-postgres',
    about:
      'what opens a database does the same on PostgreSQL, which the run starts; and several processes on one',
    include: testsThatImport(root, 'server/src', 'server/src/platform/database/testing'),
    repeats: 'unit',
    setUp: { once: 'scripts/postgres/set-up.ts', inWorkers: 'scripts/postgres/choose-database.ts' },
    isolate: false,
    debianPackages: ['postgresql'],
  },
  {
    name: 'architecture',
    about: 'the code keeps to the layout of the house',
    include: ['tests/architecture/**/*.test.ts'],
    isolate: false,
    debianPackages: [],
  },
  {
    name: 'e2e',
    about: 'the main job between whole servers, over TLS in one process and between two',
    include: ['tests/e2e/**/*.test.ts'],
    isolate: false,
    debianPackages: [],
  },
  {
    name: 'e2e-postgres',
    about:
      'the life of shares is the same on PostgreSQL, between two servers, two clouds of one, and people of one cloud',
    include: [
      'tests/e2e/life-cycle.test.ts',
      'tests/e2e/local-shares.test.ts',
      'tests/e2e/same-or-other-server.test.ts',
    ],
    repeats: 'e2e',
    setUp: { once: 'scripts/postgres/set-up.ts', inWorkers: 'scripts/postgres/choose-database.ts' },
    isolate: false,
    beside: true,
    debianPackages: ['postgresql'],
  },
  {
    name: 'faults',
    about: 'servers that die at any step and peers that misbehave in any way lose and break nothing',
    include: ['tests/faults/**/*.test.ts'],
    isolate: false,
    timeout: 240_000,
    debianPackages: [],
  },
  {
    name: 'conformance',
    about: 'WebDAV as litmus checks it',
    include: ['tests/conformance/**/*.test.ts'],
    isolate: false,
    debianPackages: ['litmus'],
  },
  {
    name: 'conformance-postgres',
    about: 'the same on PostgreSQL',
    include: ['tests/conformance/**/*.test.ts'],
    repeats: 'conformance',
    setUp: { once: 'scripts/postgres/set-up.ts', inWorkers: 'scripts/postgres/choose-database.ts' },
    isolate: false,
    beside: true,
    debianPackages: ['litmus', 'postgresql'],
  },
  {
    name: 'clients',
    about: 'clients as Debian ships them work with the files, also with those behind a mount',
    include: ['tests/clients/**/*.test.ts'],
    isolate: false,
    beside: true,
    timeout: 120_000,
    debianPackages: ['cadaver', 'curl', 'rclone'],
  },
  {
    name: 'browser',
    about: 'people do their work in a browser: by mouse, by keyboard, in two languages, on bad networks',
    include: ['tests/browser/**/*.test.ts'],
    isolate: false,
    beside: true,
    timeout: 240_000,
    debianPackages: ['chromium'],
  },
]
