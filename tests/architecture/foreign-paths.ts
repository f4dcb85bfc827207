import type { Violation } from './violation.ts'

/**
 * Traces of the machine somebody worked on: absolute paths of a workplace, and folders beside the repository.
 * A stranger's clone has neither.
 */
const foreignPaths: readonly RegExp[] = [
  /(?<![\w.~-])\/work(?:space|spaces)?\/[\w.-]+/,
  /(?<![\w.-])(?:\.\.\/)+shared\b/,
  /(?<![\w.-])\/(?:home|Users)\/[\w.-]+\/\S*\b(?:isthmus|src|projects?|repos?)\b/,
]

/** Checks that no text of the repository points out of it. */
export function foreignPathViolations(
  files: readonly { readonly path: string; readonly text: string }[],
): Violation[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = foreignPaths
        .map((pattern) => pattern.exec(line)?.[0])
        .find((match) => match !== undefined)
      if (found === undefined) return []
      return [
        {
          rule: 'the repository stands alone',
          file: path,
          line: index + 1,
          problem: `${found} is outside of it`,
          remedy: 'cite the public source, or copy what is needed into the repository',
        },
      ]
    }),
  )
}
