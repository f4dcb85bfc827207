import { routes } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'
import { readText, repositoryFiles } from './repository.ts'

/** What the router of the app knows. */
const ofApp = repositoryFiles()
  .filter((path) => /^web\/src\/.*\broutes?\.tsx?$/.test(path))
  .flatMap((path) => [...readText(path).matchAll(/\bpath: '(\/[^']*)'/g)].map(([, address = '']) => address))

/** Where the server answers with the app. */
const { path: first = '', alsoAt = [] } = routes.find(({ path }) => path === '/') ?? {}
const ofServer = [first, ...alsoAt]

function covers(pattern: string, path: string): boolean {
  const folder = pattern.replace(/\/\*$/, '')
  return path === pattern || (folder !== pattern && (path === folder || path.startsWith(`${folder}/`)))
}

describe('the addresses of the app', () => {
  it('are all answered by the server with the app', () => {
    expect(ofApp).toContain('/')
    expect(ofApp.filter((path) => !ofServer.some((pattern) => covers(pattern, path)))).toEqual([])
  })

  it('lead to something in the app wherever the server answers with it', () => {
    expect(ofServer.filter((pattern) => !ofApp.some((path) => covers(pattern, path)))).toEqual([])
  })
})
