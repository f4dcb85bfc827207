import { readdir, readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'

/**
 * What a German page says in English: each text that can be read or heard there which is one of the English words of the
 * app, of the pages or of the server’s errors, and none of the German ones.
 */
export async function englishLeftovers(page: Page): Promise<string[]> {
  loading ??= loadWords()
  const { english, german } = await loading
  const said = await page.evaluate<string[]>(everythingSaid)
  return [...new Set(said)].filter((text) => !names.has(text) && english(text) && !german(text))
}

/** Names of things that are words, too: the folder for what others share. */
const names = new Set(['Shared'])

type Says = (text: string) => boolean

interface Words {
  readonly english: Says
  readonly german: Says
}

let loading: Promise<Words> | undefined

/** Words are known by the files that they stand in: neither the app nor the server gives them to others. */
async function loadWords(): Promise<Words> {
  const [englishOfApp, germanOfApp] = [
    await sourcesIn('web/src/i18n/en/'),
    await sourcesIn('web/src/i18n/de/'),
  ]
  // Each of the files has both languages.
  const pages = await sourcesIn('server/src/http/pages/words/')
  const englishOfPages = pages.map((source) => /^const english = [\s\S]*?^\}/m.exec(source)?.[0] ?? '')
  const germanOfPages = pages.map((source) => source.replace(/^const english = [\s\S]*?^\}/m, ''))
  const errors = ['errors.ts', 'fault-reasons.ts', 'field-rules.ts']
  const ofServer = await Promise.all(errors.map((file) => sourceOf(`server/src/platform/${file}`)))
  return {
    english: says([...englishOfApp, ...englishOfPages, ...ofServer].flatMap(sentencesIn)),
    german: says([...germanOfApp, ...germanOfPages].flatMap(sentencesIn)),
  }
}

async function sourcesIn(folder: string): Promise<string[]> {
  const files = await readdir(new URL(folder, root))
  return await Promise.all(
    files.filter((name) => name.endsWith('.ts')).map((name) => sourceOf(`${folder}${name}`)),
  )
}

async function sourceOf(path: string): Promise<string> {
  return await readFile(new URL(path, root), 'utf8')
}

const root = new URL('../../', import.meta.url)

/** All texts that are no names of members; with a sign where something is put in. */
function sentencesIn(source: string): string[] {
  const joined = source.replaceAll(/' \+\s+'/g, '')
  return [...joined.matchAll(/'([^'\n]+)'(:?)|`([^`]+)`/g)]
    .filter(([, , colon]) => colon !== ':')
    .map(([, text, , template]) => (text ?? template ?? '').replaceAll(/\{\{[^}]*\}\}|\$?\{[^}]*\}/g, hole))
}

const hole = '\0'

/** Whether a text is one of some sentences, whatever stands in their holes. */
function says(sentences: readonly string[]): Says {
  const whole = new Set(sentences)
  const patterns = sentences
    .filter((sentence) => sentence.includes(hole) && /[a-z]{3}/i.test(sentence))
    .map((sentence) => new RegExp(`^${sentence.split(hole).map(literally).join('.+')}$`, 's'))
  return (text) => whole.has(text) || patterns.some((pattern) => pattern.test(text))
}

function literally(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}

/** Texts and names of what is shown, but in what says that it speaks another language. */
const everythingSaid = `(() => {
  const said = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && (node.matches('script, style, [data-live-announcer]') || (node.lang && !node.lang.startsWith('de')))
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) said.push(node.data)
    else for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-description', 'aria-roledescription']) {
      const value = node.getAttribute(name)
      if (value) said.push(value)
    }
  }
  return said.map((text) => text.trim().replaceAll(/\\s+/g, ' ')).filter((text) => text !== '')
})()`
