import { routes } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'
import { dialogsOf, drawersOf } from './dialogs.ts'
import { readText, repositoryFiles } from './repository.ts'

const textsIn = (folder: string) =>
  repositoryFiles()
    .filter((path) => path.startsWith(folder) && /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readText(path) }))

const app = textsIn('web/src/')

/** What the tests in a browser look at; `barriers` of the testkit makes sure that it is that. */
const looks = new Set(
  textsIn('tests/browser/').flatMap(({ text }) =>
    [...text.matchAll(/'((?:page|dialog) [^'\n]+)'|"(dialog [^"\n]+)"/g)].map(
      ([, one, other]) => one ?? other,
    ),
  ),
)

/** The names in a table of pages: `const pages = { … }`. */
function pagesIn(path: string, table: string): string[] {
  const [, names = ''] = new RegExp(`\\b${table}\\b[^\\n]*\\{([^}]*)\\}`).exec(readText(path)) ?? []
  return [...names.matchAll(/\b(\w+): \w+Page\b/g)].map(([, name = '']) => name)
}

const admin = 'web/src/admin/admin-area.tsx'
const pagesOfApp = [
  ...app
    .filter(({ text }) => text.includes('createRoute('))
    .flatMap(({ text }) => [...text.matchAll(/\bpath: '(\/[^']*)'/g)].map(([, path = '']) => path))
    // These lead to one of the others.
    .filter((path) => !['/', '/settings', '/admin'].includes(path) && !path.includes('/$page')),
  ...pagesIn('web/src/settings/settings-area.tsx', 'pages').map((name) => `/settings/${name}`),
  ...pagesIn(admin, 'pages').map((name) => `/admin/${name}`),
  ...pagesIn(admin, 'allPages').map((name) => `/admin/${name}`),
  ...pagesIn(admin, 'itemPages').map((name) => `/admin/${name}/$item`),
]

/** What draws its dialog itself, with the title of it. */
const drawn: Readonly<Record<string, string>> = {
  'web/src/notifications/notifications-panel.tsx': 'dialog Notifications',
  'web/src/preview/preview.tsx': 'dialog a.md',
}

describe('what people see', () => {
  it('is looked at in every look, whatever page of the app it is', () => {
    expect(pagesOfApp).toEqual(expect.arrayContaining(['/files/$', '/settings/apps', '/admin/users/$item']))
    expect(pagesOfApp.filter((path) => !looks.has(`page ${path}`))).toEqual([])
  })

  it('is looked at in every look, whatever page of the server it is', () => {
    const pages = routes.filter(
      ({ surface, methods, path }) => surface === 'page' && methods.includes('GET') && path !== '/',
    )
    // What is called by a name alone is a file that pages need.
    const paths = pages.map(({ path }) => path).filter((path) => !path.endsWith('/:name'))
    expect(paths).toEqual(expect.arrayContaining(['/login', '/s/:token/*']))
    expect(paths.filter((path) => !looks.has(`page ${path}`))).toEqual([])
  })

  it('is looked at in every look, whatever dialog it is', () => {
    const dialogs = dialogsOf(app)
    expect(dialogs.length).toBeGreaterThan(40)
    expect(dialogs.flatMap(({ titles }) => titles)).toEqual(
      expect.arrayContaining(['Rename “{{name}}”', 'Main menu', 'Details', 'Remove the token of {{name}}?']),
    )
    const unseen = dialogs.filter(({ titles }) => !titles.some((title) => looks.has(`dialog ${title}`)))
    expect(unseen).toEqual([])
  })

  it('is a dialog of the kit, or one of two that are drawn by themselves', () => {
    expect(drawersOf(app)).toEqual(Object.keys(drawn))
    expect(Object.values(drawn).filter((sight) => !looks.has(sight))).toEqual([])
  })
})
