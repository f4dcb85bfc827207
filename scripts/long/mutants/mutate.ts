import { parseSync } from 'oxc-parser'

/** One small change to a module, after which its tests should fail. */
export interface Mutant {
  /** Offsets into the text of what is replaced. */
  readonly start: number
  readonly end: number
  readonly replacement: string
}

/** A node of a syntax tree, as far as this looks at one. */
interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/**
 * All small changes to a module that somebody could make by mistake: another comparison, a condition that is negated or
 * left out, a number that is off by one, a statement that is missing.
 * @param path - tells the language
 */
export function mutate(path: string, text: string): Mutant[] {
  const program = parseSync(path, text, { sourceType: 'module' }).program as unknown as Node
  return [...nodesOf(program)].flatMap((node) => mutantsOf(node, text))
}

/** @param text - of the module that the mutant was made of */
export function applyMutant(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end)
}

/** Every node but types, which no test can tell from others. */
function* nodesOf(node: Node): Generator<Node> {
  if (node.type.startsWith('TS')) {
    if (isNode(node['expression'])) yield* nodesOf(node['expression'])
    return
  }
  yield node
  for (const value of Object.values(node).flat()) if (isNode(value)) yield* nodesOf(value)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

const operators: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '>': ['>=', '<'],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '&': ['|'],
  '|': ['&'],
  '&&': ['||'],
  '||': ['&&'],
}

const methods: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min' }

function mutantsOf(node: Node, text: string): Mutant[] {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return otherOperators(node, text)
    case 'UnaryExpression':
      return node['operator'] === '!' ? [replaced(node, sourceOf(node['argument'], text))] : []
    case 'IfStatement':
    case 'ConditionalExpression':
      return [replaced(node['test'], 'true'), replaced(node['test'], 'false')]
    case 'Literal':
      return otherLiteral(node)
    case 'MemberExpression':
      return otherMethod(node)
    case 'ExpressionStatement':
      return node['directive'] === undefined || node['directive'] === null ? [replaced(node, ';')] : []
    default:
      return []
  }
}

function otherOperators({ left, right, operator }: Node, text: string): Mutant[] {
  if (!isNode(left) || !isNode(right) || typeof operator !== 'string') return []
  // A text is joined by what a number is added with.
  if (operator === '+' && [left, right].some((side) => /^['"`]/.test(sourceOf(side, text)))) return []
  const start = text.indexOf(operator, left.end)
  return (operators[operator] ?? []).map((replacement) => ({
    start,
    end: start + operator.length,
    replacement,
  }))
}

function otherLiteral(node: Node): Mutant[] {
  const { value } = node
  if (typeof value === 'boolean') return [replaced(node, String(!value))]
  return typeof value === 'number' ? [replaced(node, String(value + 1))] : []
}

function otherMethod({ property, computed }: Node): Mutant[] {
  const name = isNode(property) && computed === false ? property['name'] : undefined
  const other = typeof name === 'string' ? methods[name] : undefined
  return other === undefined ? [] : [replaced(property, other)]
}

function replaced(node: unknown, replacement: string): Mutant {
  if (!isNode(node)) throw new TypeError('not a node')
  return { start: node.start, end: node.end, replacement }
}

function sourceOf(node: unknown, text: string): string {
  return isNode(node) ? text.slice(node.start, node.end) : ''
}
