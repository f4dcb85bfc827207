import { access } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { programPath } from './program-path.ts'

const root = resolve(import.meta.dirname, '../../..')

describe('the path of the program', () => {
  it('is short in the checkout and absolute elsewhere', async () => {
    expect(programPath(root)).toBe('bin/isthmus')
    expect(programPath(dirname(root))).toMatch(/^[^/].*\/bin\/isthmus$/)
    expect(programPath('/')).not.toContain('..')
    expect(programPath('/no/such/folder')).toBe(`${root}/bin/isthmus`)
    await access(programPath('/no/such/folder'))
  })
})
