import type { Browser, Person, Processes } from '@isthmus/testkit'

let people = 0

/** Somebody new who looks at one of their files. */
export async function openFile(
  { browser, servers }: { readonly browser: Browser; readonly servers: Processes<'a'> },
  files: Readonly<Record<string, string | Uint8Array>>,
  shown: string,
  look: { language?: 'en' | 'de' } = {},
) {
  const window = await browser.open(look)
  window.page.on('dialog', (dialog) => void dialog.accept())
  people += 1
  const person = await servers.servers.a.person(`ben-${people}`)
  for (const [name, contents] of Object.entries(files)) await person.files.put(name, contents)
  await window.signIn(person, `/files?open=${encodeURIComponent(shown)}`)
  await window.page.getByRole('dialog').getByRole('heading', { name: shown }).waitFor()
  return { ...window, person }
}

/** What a file of somebody holds. */
export async function textOf(person: Person, path: string): Promise<string> {
  return (await person.files.get(path)).text
}
