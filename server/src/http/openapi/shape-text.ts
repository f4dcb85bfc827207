import type { JsonSchema } from './json-schema.ts'

/** A shape as people read it: like a type of TypeScript, with remarks at the end of lines. */
export function shapeText(schema: JsonSchema, indent = ''): string {
  const { $ref, const: only, enum: values, anyOf, oneOf, type, items } = schema
  if ($ref !== undefined) return $ref.replace(/^.*\//, '')
  if (only !== undefined) return JSON.stringify(only)
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' | ')
  const either = anyOf ?? oneOf
  if (either !== undefined) return either.map((one) => shapeText(one, indent)).join(' | ')
  if (Array.isArray(type)) return type.join(' | ')
  if (type === 'array') return `${inBrackets(shapeText(items ?? {}, indent))}[]`
  return type === 'object' ? objectText(schema, indent) : String(type ?? 'unknown')
}

function inBrackets(text: string): string {
  return /^\w+$|^\{[^]*\}$/.test(text) ? text : `(${text})`
}

function objectText(schema: JsonSchema, indent: string): string {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([name, property]) => {
    const optional = required.includes(name) ? '' : '?'
    return `${inner}${name}${optional}: ${shapeText(property, inner)}${remark(property)}`
  })
  if (typeof additionalProperties === 'object') {
    const key =
      propertyNames?.enum === undefined ? '[name: string]' : `[name in ${shapeText(propertyNames)}]?`
    lines.push(`${inner}${key}: ${shapeText(additionalProperties, inner)}`)
  }
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
}

function remark({ description, default: usual }: JsonSchema): string {
  const parts = [
    ...(description === undefined ? [] : [description]),
    ...(usual === undefined ? [] : [`${JSON.stringify(usual)} when absent`]),
  ]
  return parts.length === 0 ? '' : ` // ${parts.join('; ')}`
}
