/** A code file, as text. */
interface Text {
  /** Relative to the repository, with slashes. */
  readonly path: string
  readonly text: string
}

/** A dialog that the app opens. */
export interface Dialog {
  /** Where it is in the code. */
  readonly at: string
  /**
   * What its title says in English, with `{{…}}` for what is filled in: more than one where one thing and several are said
   * differently. Empty when the title is not made of words there.
   */
  readonly titles: readonly string[]
}

/** What is given the title of a dialog by those who use it. */
const frames =
  /^web\/src\/(?:kit\/(?:dialog|drawer|form|confirm-action)|files\/(?:side-panel|actions\/name-dialog))\.tsx$/

/**
 * The dialogs of the app: its tags called `…Dialog`, `ConfirmAction`, `Drawer` or `SidePanel`, one for each title.
 * @param app - its code, with its English words
 */
export function dialogsOf(app: readonly Text[]): Dialog[] {
  const words = new Map(app.flatMap(({ path, text }) => wordsIn(path, text)))
  return app.flatMap(({ path, text }) => {
    if (!path.endsWith('.tsx') || frames.test(path)) return []
    return titlesIn(text).flatMap((title) =>
      keysIn(title, namespacesIn(text)).flatMap((key) =>
        titlesOf(key, words).map((titles) => ({ at: `${path}: ${title}`, titles })),
      ),
    )
  })
}

/** @returns the titles under a key: those of each key that it may be, or of none */
function titlesOf(key: string, words: ReadonlyMap<string, readonly string[]>): (readonly string[])[] {
  const pattern = new RegExp(`^${key.replaceAll('.', String.raw`\.`).replaceAll('*', String.raw`\w+`)}$`)
  const found = [...words].flatMap(([name, titles]) => (pattern.test(name) ? [titles] : []))
  return found.length > 0 ? found : [[]]
}

/** The files that draw a dialog with react-aria itself, so that its title is no attribute of a tag. */
export function drawersOf(app: readonly Text[]): string[] {
  const drawers = app.filter(({ path, text }) => !frames.test(path) && text.includes('<AriaDialog'))
  return drawers.map(({ path }) => path)
}

/** @returns the expressions that are titles of dialogs */
function titlesIn(text: string): string[] {
  return [...text.matchAll(/<(?:\w*Dialog|ConfirmAction|(Drawer|SidePanel))\b/g)].flatMap(
    ({ index, 1: drawer }) => {
      const { title: given, label } = attributesOf(text.slice(index))
      const title = drawer === undefined ? given : label
      return title === undefined ? [] : [title.replaceAll(/\s+/g, ' ').trim()]
    },
  )
}

/** @param text - begins with a tag. @returns the expressions in braces, by the names before them */
function attributesOf(text: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {}
  let depth = 0
  let start = 0
  for (const { index, 0: sign } of text.matchAll(/[{}>]/g)) {
    if (sign === '>' && depth === 0) break
    if (sign === '{' && depth++ === 0) start = index
    if (sign === '}' && --depth === 0) {
      const [, name = ''] = /(\w+)=$/.exec(text.slice(0, start)) ?? []
      attributes[name] = text.slice(start + 1, index)
    }
  }
  return attributes
}

/** By the name of what speaks: `const { t } = useTranslation('share')`. */
function namespacesIn(text: string): ReadonlyMap<string, string> {
  const calls = text.matchAll(/\bt(?:: (\w+))?\b[^{}]*\} = useTranslation\(\[?(?:'(\w+)')?/g)
  return new Map([...calls].map(([, name = 't', namespace = 'app']) => [name, namespace]))
}

/** @param title - `t('a')`, `t(is ? 'a' : 'b')`, or a choice between such. @returns with `*` for what is filled in */
function keysIn(title: string, namespaces: ReadonlyMap<string, string>): string[] {
  const calls = title.matchAll(/\b(\w+)\((?:[^(),]*\? )?(['`])([^'`]+)\2(?: : '([\w.:]+)')?[,)]/g)
  const keys = [...calls].flatMap(([, speaker = '', , first = '', second]) =>
    [first.replaceAll(/\$\{[^}]*\}/g, '*'), second ?? first].map((key) =>
      key.includes(':') ? key : `${namespaces.get(speaker)}:${key}`,
    ),
  )
  const found = [...new Set(keys)].filter((key) => !key.includes('$'))
  return found.length > 0 ? found : ['']
}

/** @returns what is said, by namespace and key; under one key what is said of one and of several */
function wordsIn(path: string, text: string): [string, string[]][] {
  const [, namespace] = /^web\/src\/i18n\/en\/(\w+)\.ts$/.exec(path) ?? []
  if (namespace === undefined) return []
  const words = new Map<string, string[]>()
  const groups: string[] = []
  for (const [, indent = '', key = '', , said] of text
    .replaceAll(/:\n\s+(?=['"`])/g, ': ')
    .matchAll(/^( +)'?(\w+?)'?(?:_one|_other)?: (?:(['"`])(.*)\3,|\{)$/gm)) {
    groups.splice(indent.length / 2 - 1, Infinity, key)
    const name = `${namespace}:${groups.join('.')}`
    if (said !== undefined) words.set(name, [...(words.get(name) ?? []), said])
  }
  return [...words]
}
