import type { PropertyName, ResourceQuestion } from '../resource-tree.ts'
import type { PropfindQuestion } from '../xml/propfind-body.ts'
import { allpropNames, findLiveProperty } from './live-properties.ts'
import { davNamespace } from './property-name.ts'

/** What a tree must be asked to answer a PROPFIND: what costs something is asked for only when somebody wants it. */
export function resourceQuestion(question: PropfindQuestion): ResourceQuestion {
  switch (question.kind) {
    case 'prop':
      return questionAbout(question.names)
    case 'propname':
      return { deadProperties: true }
    case 'allprop':
      return { ...questionAbout([...allpropNames, ...question.include]), deadProperties: true }
  }
}

function questionAbout(names: readonly PropertyName[]): ResourceQuestion {
  const lives = names.map(findLiveProperty)
  const facts = lives.flatMap((live) => (live?.asks === undefined ? [] : [[live.asks, true] as const]))
  // No client can store a property of WebDAV itself.
  const dead = names.filter(
    ({ namespace }, position) => lives[position] === undefined && namespace !== davNamespace,
  )
  return { ...Object.fromEntries(facts), ...(dead.length === 0 ? {} : { deadProperties: dead }) }
}
