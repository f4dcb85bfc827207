import { childElements, isDavElement, type XmlElement } from './xml-element.ts'

/** One instruction of a PROPPATCH. */
export interface PropertyChange {
  readonly action: 'set' | 'remove'
  readonly property: XmlElement
}

/** Most instructions of one request. */
const maxChanges = 100

/**
 * Reads the body of a PROPPATCH (RFC 4918 14.19): its instructions in document order.
 * @returns `undefined` when it is not a `propertyupdate` element with at least one property and at most 100
 */
export function parsePropertyUpdate(root: XmlElement | undefined): readonly PropertyChange[] | undefined {
  if (!isDavElement(root, 'propertyupdate')) return undefined
  const changes = childElements(root).flatMap((instruction) => {
    const action = actionOf(instruction)
    if (action === undefined) return []
    return childElements(instruction)
      .filter((element) => isDavElement(element, 'prop'))
      .flatMap(childElements)
      .map((property): PropertyChange => ({ action, property }))
  })
  return changes.length === 0 || changes.length > maxChanges ? undefined : changes
}

function actionOf(instruction: XmlElement): PropertyChange['action'] | undefined {
  if (isDavElement(instruction, 'set')) return 'set'
  return isDavElement(instruction, 'remove') ? 'remove' : undefined
}
