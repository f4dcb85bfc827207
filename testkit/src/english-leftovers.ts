import { readdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'

/**
 * What a German page says in English: each text that can be read or heard there which is one of the English words of the
 * app, of the pages or of the server’s errors, and none of the German ones.
 */
export async function englishLeftovers(page: Page): Promise<string[]> {
  const { english, german } = await loadWords()
  const said = await page.evaluate<string[]>(everythingSaid)
  return [...new Set(said)].filter((text) => !names.has(text) && english(text) && !german(text))
}

/** Names of things that are words, too: the folder for what others share. */
const names = new Set(['Shared'])

type Says = (text: string) => boolean

let loading: Promise<{ readonly english: Says; readonly german: Says }> | undefined

function loadWords() {
  loading ??= (async () => {
    const [app, pages, server] = [await wordsOfApp(), await wordsOfPages(), await wordsOfServer()]
    return {
      english: says([...app.english, ...pages.english, ...server]),
      german: says([...app.german, ...pages.german]),
    }
  })()
  return loading
}

interface Spoken {
  readonly english: readonly string[]
  readonly german: readonly string[]
}

async function wordsOfApp(): Promise<Spoken> {
  const folder = '../../web/src/i18n'
  const [english, german] = [await modulesIn(`${folder}/en/`), await modulesIn(`${folder}/de/`)]
  return { english: english.flatMap(textsIn), german: german.flatMap(textsIn) }
}

/** Each of its modules has both languages. */
async function wordsOfPages(): Promise<Spoken> {
  const modules = await modulesIn('../../server/src/http/pages/words/')
  const sets = modules.flatMap((module) => Object.values(module as Record<string, Record<string, unknown>>))
  return {
    english: sets.flatMap(({ english }) => textsIn(english)),
    german: sets.flatMap(({ german }) => textsIn(german)),
  }
}

async function wordsOfServer(): Promise<string[]> {
  const files = ['errors.ts', 'fault-reasons.ts', 'field-rules.ts']
  const modules = await Promise.all(files.map((file) => load(`../../server/src/platform/${file}`)))
  const catalogues = modules.flatMap((module) =>
    Object.values(module as Record<string, unknown>).filter((value) => typeof value === 'object'),
  )
  return textsIn(catalogues).map((sentence) => sentence.replaceAll(/\{\w+\}/g, '{$&}'))
}

async function modulesIn(folder: string): Promise<unknown[]> {
  const at = new URL(folder, import.meta.url)
  const files = (await readdir(at)).filter((name) => name.endsWith('.ts'))
  return await Promise.all(files.map((file) => load(`${folder}${file}`)))
}

/** Words are known by their files: neither the app nor the server gives them to others. */
async function load(path: string): Promise<unknown> {
  return await import(new URL(path, import.meta.url).href)
}

/** All sentences in a set of words; those that a function makes, with a sign where it puts something in. */
function textsIn(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (isSentence(words)) return textsIn(words('{{x}}', '{{x}}'))
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsIn) : []
}

function isSentence(words: unknown): words is (...given: string[]) => unknown {
  return typeof words === 'function'
}

/** Whether a text is one of some sentences, whatever stands in their holes. */
function says(sentences: readonly string[]): Says {
  const whole = new Set(sentences.filter((sentence) => !sentence.includes('{{')))
  const patterns = sentences
    .filter((sentence) => sentence.includes('{{') && /[a-z]{3}/i.test(sentence.replaceAll(hole, '')))
    .map((sentence) => new RegExp(`^${sentence.split(hole).map(literally).join('.+')}$`, 's'))
  return (text) => whole.has(text) || patterns.some((pattern) => pattern.test(text))
}

const hole = /\{\{[^}]*\}\}/g

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
