import type { DeadProperty, PropertyName, Resource } from '../resource-tree.ts'
import type { PropfindQuestion } from '../xml/propfind-body.ts'
import { allpropNames, findLiveProperty, livePropertyNames, type Surroundings } from './live-properties.ts'
import { propertyKey, writeEmptyProperty } from './property-name.ts'

/** Writes the `response` element of one resource; `href` needs no escaping. */
export type ResponseWriter = (href: string, resource: Resource) => string

interface Column {
  readonly write: (resource: Resource, href: string, surroundings: Surroundings) => string | undefined
  /** What the 404 part says when the resource does not have the property; the empty string says nothing. */
  readonly missing: string
}

/**
 * Prepares the answer to a question once, so that each of a thousand resources costs only its own values.
 *
 * @param minimal - leave out what is not found (RFC 8144 2.1)
 */
export function createResponseWriter(
  question: PropfindQuestion,
  minimal: boolean,
  surroundings: Surroundings,
): ResponseWriter {
  const columns = columnsOf(question, minimal)
  return (href, resource) => {
    let found = ''
    let missing = ''
    for (const column of columns) {
      const property = column.write(resource, href, surroundings)
      if (property === undefined) missing += column.missing
      else found += property
    }
    // RFC 4918 14.24: a response holds at least one propstat. What was found comes first: some clients let a later
    // part overwrite an earlier one.
    let response = `<d:response><d:href>${href}</d:href>`
    if (found !== '' || missing === '') response += writePropstat(found, '200 OK')
    if (missing !== '') response += writePropstat(missing, '404 Not Found')
    return `${response}</d:response>`
  }
}

/** @param extra - further children of the `propstat` element, as XML */
export function writePropstat(properties: string, status: string, extra = ''): string {
  return `<d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 ${status}</d:status>${extra}</d:propstat>`
}

function columnsOf(question: PropfindQuestion, minimal: boolean): readonly Column[] {
  switch (question.kind) {
    case 'prop':
      return question.names.map((name) => valueColumn(name, !minimal))
    case 'propname':
      return [...livePropertyNames.map(nameColumn), deadColumn(writeEmptyProperty)]
    case 'allprop': {
      const further = question.include.filter(
        (name) => !allpropNames.includes(findLiveProperty(name) ?? name),
      )
      return [
        ...allpropNames.map((name) => valueColumn(name, false)),
        deadColumn(({ xml }) => xml),
        ...further.map((name) => includedColumn(name, !minimal)),
      ]
    }
  }
}

function valueColumn(name: PropertyName, reportMissing: boolean): Column {
  return {
    write: findLiveProperty(name)?.write ?? ((resource) => findDeadProperty(resource, name)?.xml),
    missing: reportMissing ? writeEmptyProperty(name) : '',
  }
}

/** A property that was named beside `allprop`: a dead one that is there is among all the others. */
function includedColumn(name: PropertyName, reportMissing: boolean): Column {
  if (findLiveProperty(name) !== undefined) return valueColumn(name, reportMissing)
  return {
    write: (resource) => (findDeadProperty(resource, name) === undefined ? undefined : ''),
    missing: reportMissing ? writeEmptyProperty(name) : '',
  }
}

function nameColumn(name: PropertyName): Column {
  const { write } = valueColumn(name, false)
  const element = writeEmptyProperty(name)
  return {
    write: (...place) => (write(...place) === undefined ? undefined : element),
    missing: '',
  }
}

function deadColumn(write: (property: DeadProperty) => string): Column {
  return { write: ({ deadProperties = [] }) => deadProperties.map(write).join(''), missing: '' }
}

function findDeadProperty({ deadProperties }: Resource, name: PropertyName): DeadProperty | undefined {
  const key = propertyKey(name)
  return deadProperties?.find((property) => propertyKey(property) === key)
}
