import { z } from 'zod'

/** JSON Schema (2020-12), as far as shapes of the API need it. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly propertyNames?: JsonSchema
  readonly description?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
}

/**
 * Writes a shape as JSON Schema.
 * @param io - what is sent to us, or what we answer
 * @param named - gets the shapes in it that have a name; they are referred to as `#/components/schemas/NAME`
 */
export function jsonSchemaOf(
  shape: z.ZodType,
  io: 'input' | 'output',
  named: Map<string, JsonSchema>,
): JsonSchema {
  const written = z.toJSONSchema(shape, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Said better by the format.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      // Answers may get more members with time.
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  const { $schema: _, $defs = {}, ...schema } = inComponents(written)
  for (const [name, definition] of Object.entries($defs)) named.set(name, withoutId(definition))
  if (schema.id === undefined) return schema
  named.set(schema.id, withoutId(schema))
  return { $ref: `${components}${schema.id}` }
}

interface Written extends JsonSchema {
  readonly $schema?: string
  readonly $defs?: Readonly<Record<string, Written>>
  readonly id?: string
}

const components = '#/components/schemas/'

function inComponents(written: object): Written {
  return JSON.parse(JSON.stringify(written).replaceAll('"#/$defs/', `"${components}`)) as Written
}

function withoutId({ id: _, ...schema }: Written): JsonSchema {
  return schema
}
