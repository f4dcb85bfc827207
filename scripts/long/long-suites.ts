import { dirname } from 'node:path'
import type { Suite } from '../suites.ts'
import { propertyTests } from './property-tests.ts'

const root = dirname(dirname(import.meta.dirname))

/** Suites that run for as long as somebody wants, by `npm run test:long`; CI does not run them. */
export const longSuites: readonly Suite[] = [
  {
    name: 'fuzz',
    about: 'the properties of parsers and rules hold for random input by the million',
    include: propertyTests(root),
    repeats: 'unit',
    isolate: false,
    debianPackages: [],
  },
  {
    name: 'kills',
    about: 'a server under load that is killed at random, again and again, loses nothing',
    include: ['tests/long/kills.test.ts'],
    isolate: false,
    debianPackages: [],
  },
  {
    name: 'upload',
    about: 'a file of 2 GiB comes whole from a browser that is reloaded half-way',
    include: ['tests/long/large-upload.test.ts'],
    isolate: false,
    debianPackages: ['chromium'],
  },
]
