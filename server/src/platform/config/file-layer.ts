import { isMap, isNode, isScalar, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml'
import type { ConfigProblem } from './config-error.ts'
import type { Given, Layer } from './layer.ts'
import { nearest } from './nearest.ts'
import type { Setting } from './setting.ts'

/**
 * Reads the text of a configuration file. A key without a value counts as not given, so that a section can be left
 * with all its lines commented out.
 * @param file - name of the file as it is to appear in messages
 */
export function fileLayer(settings: readonly Setting[], file: string, text: string): Layer {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number): string => `${file}:${lines.linePos(offset).line}`
  const given = new Map<string, Given>()
  const problems = document.errors.map((error) => notYaml('', place(error.pos[0]), error))
  if (problems.length === 0 && document.contents !== null) {
    if (isMap(document.contents)) readSection(document.contents, '')
    else problems.push(notASection('', place(0)))
  }
  return { name: 'file', given, problems }

  function readSection(section: YAMLMap, above: string): void {
    for (const pair of section.items) readPair(pair, above)
  }

  function readPair({ key: keyNode, value: node }: Pair, above: string): void {
    const key = above + (isScalar(keyNode) ? String(keyNode.value) : String(keyNode))
    const where = place((isNode(keyNode) && keyNode.range?.[0]) || 0)
    let value: unknown
    try {
      value = isNode(node) ? node.toJS(document) : undefined
    } catch (error) {
      // An alias that stands for nothing, or for too much.
      problems.push(notYaml(key, where, error as Error))
      return
    }
    if (settings.some((setting) => setting.key === key)) {
      if (value !== null && value !== undefined) given.set(key, { value, place: where })
    } else if (!settings.some((setting) => setting.key.startsWith(`${key}.`))) {
      problems.push(unknownKey(key, where, settings))
    } else if (isMap(node)) {
      readSection(node, `${key}.`)
    } else if (value !== null && value !== undefined) {
      problems.push(notASection(key, where))
    }
  }
}

function notYaml(key: string, place: string, { message }: Error): ConfigProblem {
  const remedy = 'Write YAML; "isthmus config sample" shows the form.'
  return { key, place, message: message.replace(/\.$/, ''), remedy }
}

function unknownKey(key: string, place: string, settings: readonly Setting[]): ConfigProblem {
  const keys = settings.map((setting) => setting.key)
  const misplaced = keys.find((known) => lastPart(known) === lastPart(key))
  const meant = nearest(key, keys) ?? misplaced
  return {
    key,
    place,
    message: 'unknown setting',
    remedy:
      meant === undefined
        ? 'Remove it; "isthmus config sample" lists what exists.'
        : `Did you mean ${meant}?`,
  }
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1)
}

function notASection(key: string, place: string): ConfigProblem {
  return {
    key,
    place,
    message: 'expected settings, found a single value',
    remedy: 'Write one "name: value" per line below it, indented.',
  }
}
