import type { PropertyName } from '../resource-tree.ts'
import { escapeXml } from '../xml/escape-xml.ts'

/** Namespaces of the properties that resources have. */
export const davNamespace = 'DAV:'
/** The namespace of the properties of ownCloud, which Nextcloud has, too. */
export const ownCloudNamespace = 'http://owncloud.org/ns'
/** The namespace of the times that Windows sets. */
export const microsoftNamespace = 'urn:schemas-microsoft-com:'

/** In these, servers keep what they know themselves, or what is one user's own (`oc:favorite`). */
const serverNamespaces: ReadonlySet<string> = new Set([
  davNamespace,
  ownCloudNamespace,
  'http://nextcloud.org/ns',
  'http://open-collaboration-services.org/ns',
  'http://open-cloud-mesh.org/ns',
])

/** Whether a property of another server can be one that a client stored there for everybody. */
export function isClientProperty({ namespace }: PropertyName): boolean {
  return !serverNamespaces.has(namespace)
}

/** The prefixes that the engine writes. */
const prefixes: ReadonlyMap<string, string> = new Map([
  [davNamespace, 'd'],
  [ownCloudNamespace, 'oc'],
])

/** Declarations of the prefixes, for the element at the top. */
export const namespaceDeclarations = [...prefixes]
  .map(([namespace, prefix]) => ` xmlns:${prefix}="${namespace}"`)
  .join('')

/** One string for a name, to look it up with. */
export function propertyKey({ namespace, local }: PropertyName): string {
  return `${namespace} ${local}`
}

/** Writes the tags of a property; valid below an element that carries `namespaceDeclarations`. */
export function writeProperty({ namespace, local }: PropertyName): {
  readonly start: string
  readonly end: string
  readonly empty: string
} {
  const prefix = prefixes.get(namespace)
  const name = namespace === '' ? local : `${prefix ?? 'x'}:${local}`
  const declaration = namespace === '' || prefix !== undefined ? '' : ` xmlns:x="${escapeXml(namespace)}"`
  return {
    start: `<${name}${declaration}>`,
    end: `</${name}>`,
    empty: `<${name}${declaration}/>`,
  }
}

/** Writes a property as an empty element. */
export function writeEmptyProperty(name: PropertyName): string {
  return writeProperty(name).empty
}
