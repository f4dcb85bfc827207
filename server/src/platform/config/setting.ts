import { z } from 'zod'
import type { Kind } from './kind.ts'

/** Where a setting may be given: `process` in file, environment and flags; `tenant` there too, and at run time per tenant. */
export type SettingScope = 'process' | 'tenant'

type WrittenMap = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** What the schema says about a setting beyond the form of its value. */
export interface SettingFacts {
  /** One or more sentences for the person who runs the server. */
  readonly description: string
  /** The default as a person would write it; a setting without one may stay unset. */
  readonly default?: string | number | boolean | readonly string[] | WrittenMap
  /** What happens when nothing is given, where no literal default can say it. */
  readonly unset?: string
  /** A value for the sample file, where there is no default. */
  readonly example?: string | readonly string[] | WrittenMap
  /** Default `process`. */
  readonly scope?: SettingScope
  /** Name of the command line flag without dashes, where there is one. */
  readonly flag?: string
  /** The value is never shown. */
  readonly secret?: boolean
}

/** One leaf of the schema, found by `listSettings`. */
export interface Setting {
  /** Path joined by dots, `federation.allowHttpFallback`. */
  readonly key: string
  readonly path: readonly string[]
  /** `ISTHMUS_FEDERATION_ALLOW_HTTP_FALLBACK` */
  readonly environmentName: string
  readonly kind: Kind
  readonly facts: SettingFacts
}

const settings = new WeakMap<z.ZodType, { readonly kind: Kind; readonly facts: SettingFacts }>()
const sections = new WeakMap<z.ZodType, { readonly description: string }>()

/** A setting whose value the program can rely on: given by the operator or by the default. */
export function setting<S extends z.ZodType>(
  kind: Kind<S>,
  facts: SettingFacts & { readonly default: NonNullable<SettingFacts['default']> },
): z.ZodPrefault<S>
/** A setting that may be absent. */
export function setting<S extends z.ZodType>(kind: Kind<S>, facts: SettingFacts): z.ZodOptional<S>
export function setting(kind: Kind, facts: SettingFacts): z.ZodType {
  const schema = facts.default === undefined ? kind.schema.optional() : kind.schema.prefault(facts.default)
  settings.set(schema, { kind, facts })
  return schema
}

/** Settings that belong together, under one name. */
export function section<Shape extends z.core.$ZodLooseShape>(description: string, shape: Shape) {
  const schema = z.strictObject(shape)
  sections.set(schema, { description })
  return schema
}

/** All settings of a schema in the order in which they are declared. */
export function listSettings(schema: z.ZodObject, above: readonly string[] = []): readonly Setting[] {
  return Object.entries(schema.shape).flatMap(([name, child]): readonly Setting[] => {
    const path = [...above, name]
    if (child instanceof z.ZodObject) return listSettings(child, path)
    const facts = child instanceof z.ZodType ? settings.get(child) : undefined
    if (facts === undefined) throw new TypeError(`${path.join('.')} is neither a setting nor a section.`)
    return [{ key: path.join('.'), path, environmentName: environmentName(path), ...facts }]
  })
}

/** What the schema says about the section at a path; the empty string when that is a setting. */
export function sectionDescription(schema: z.ZodObject, [name = '', ...inside]: readonly string[]): string {
  const child: unknown = schema.shape[name]
  if (!(child instanceof z.ZodObject)) return ''
  return inside.length === 0 ? (sections.get(child)?.description ?? '') : sectionDescription(child, inside)
}

function environmentName(path: readonly string[]): string {
  const words = path.map((part) => part.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase())
  return ['ISTHMUS', ...words].join('_')
}
