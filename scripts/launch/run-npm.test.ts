import { describe, expect, it } from 'vitest'
import { explainNpmFailure } from './run-npm.mjs'

describe('a failure of npm', () => {
  it.each([
    ['npm error code ENOTFOUND\nnpm error network request failed', 'The npm registry cannot be reached'],
    ['npm error code ECONNREFUSED', 'The npm registry cannot be reached'],
    ['npm error code ENOSPC\nnpm error nospc no space left', 'The disk is full'],
    ['npm error code EACCES\nnpm error path node_modules', 'A file cannot be written'],
    ['npm error code EINTEGRITY', 'A package is not the one of the lockfile'],
    ['npm error code EUSAGE', 'package.json and package-lock.json do not agree'],
  ])('is explained: %s', (output, remedy) => {
    expect(explainNpmFailure(output)).toContain(remedy)
    expect(explainNpmFailure(output)).toContain(output)
  })

  it('is shown without the stack of npm', () => {
    const output =
      'npm error code E1\nnpm error\nnpm error     at ClientRequest.<anonymous> (index.js:130:14)\n'
    expect(explainNpmFailure(output)).toBe('npm said:\nnpm error code E1')
  })

  it('that nobody foresaw is shown by its first lines', () => {
    const output = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n')
    expect(explainNpmFailure(output)).toBe(`npm said:\n${output.split('\n').slice(0, 8).join('\n')}`)
  })
})
