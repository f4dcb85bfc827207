import type { Person } from '@isthmus/testkit'
import { type FileStep, nextFileStep } from './file-step.ts'
import { noAnswer } from './no-answer.ts'
import type { Random } from './random.ts'
import { observeTree, printTree, type TreeModel } from './tree-model.ts'
import type { Worker } from './worker.ts'

/**
 * Somebody who works in a folder of their own, one request after the other, and remembers what was acknowledged. What
 * is in the folder must always be what the last acknowledged request left, or what the one without an answer would
 * have: nothing lost, nothing half-done.
 * @param folder - exists and is empty
 */
export function createFileWorker(person: Person, folder: string, random: Random): Worker {
  let tree: TreeModel = new Map()
  let inDoubt: TreeModel | undefined
  /** What was deleted since the last look, the last one last. */
  let deleted: { path: string; tree: TreeModel }[] = []
  let acknowledged = 0

  async function perform({ after, request, deletes }: FileStep): Promise<boolean> {
    inDoubt = after
    if ((await request().catch(noAnswer)) === undefined) return false
    if (deletes !== undefined) deleted.push({ path: deletes, tree })
    else deleted = deleted.filter(({ path }) => !after.has(path))
    tree = after
    inDoubt = undefined
    acknowledged += 1
    return true
  }

  return {
    get acknowledged() {
      return acknowledged
    },
    async workUntil(isOver) {
      while (!isOver()) {
        const step = await nextFileStep({ person, folder, tree, deleted, random }).catch(noAnswer)
        if (step === undefined || !(await perform(step))) return
      }
    },
    async check() {
      const found = await observeTree(person.files, folder)
      const possible = [tree, ...(inDoubt ? [inDoubt] : [])].map(printTree)
      if (!possible.includes(printTree(found))) {
        throw new Error(`In ${folder} there is\n${printTree(found)}and not\n${possible.join('or\n')}`)
      }
      tree = found
      inDoubt = undefined
      deleted = []
    },
  }
}
