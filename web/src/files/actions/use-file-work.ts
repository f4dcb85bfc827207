import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../../api/problem-words.ts'
import { queryClient, question, renew } from '../../api/use-api.ts'
import { nameOf, type Place } from '../../place.ts'
import { toast } from '../../toast.ts'
import { forgetInClipboard } from './clipboard.ts'
import { type Removed, remove, takeBack } from './remove.ts'
import { bringBack, type Failure, type Transfer, type Transferred, transfer } from './transfer.ts'
import { askAboutConflict, underWay } from './work.ts'

export interface FileWork {
  /** Moves or copies; tells what became of it, and how to undo it. */
  transfer(order: Transfer): Promise<readonly Transferred[]>
  /** Removes; tells what became of it, and how to undo it. */
  remove(places: readonly Place[]): Promise<Removed>
}

/** What is done with files and folders, with words for the person. */
export function useFileWork(): FileWork {
  const { t } = useTranslation(['files', 'app'])
  const problemWords = useProblemWords()
  const changed = async () => await renew('GET /files', 'GET /trash', 'GET /spaces')

  /** A team's files are called like the team. */
  async function nameOfRoot({ space }: Place): Promise<string> {
    if (space === undefined) return t('root')
    const { spaces } = await queryClient.query({ ...question('GET /spaces'), staleTime: 'static' })
    return spaces.find(({ id }) => id === space)?.name ?? ''
  }

  function tell(text: string, undo?: () => Promise<void>): void {
    const tryUndo = async () => {
      try {
        await undo?.()
        toast({ kind: 'done', text: t('undone') })
      } catch (error) {
        toast({ kind: 'problem', text: problemWords(error) })
      }
      await changed()
    }
    toast({
      kind: 'done',
      text,
      ...(undo && { action: { label: t('app:undo'), do: () => void tryUndo() } }),
    })
  }

  function tellFailures(failures: readonly Failure[]): void {
    const [first] = failures
    if (first === undefined) return
    const facts = {
      count: failures.length,
      name: nameOf(first.place),
      reason: problemWords(first.problem),
    }
    toast({ kind: 'problem', text: t('failed', facts) })
  }

  return {
    async transfer(order) {
      const { way, from, to } = order
      const total = from.length
      const folder = nameOf(to) || (await nameOfRoot(to))
      const { done, failures, stoppedAt } = await underWay(
        way === 'move' ? t('moving', { count: total }) : t('copying', { count: total }),
        total,
        async (onProgress, signal) => await transfer(order, { ask: askAboutConflict, onProgress, signal }),
      )
      if (way === 'move') forgetInClipboard(done.map((moved) => moved.from))
      const facts = { count: done.length, name: done[0] ? nameOf(done[0].to) : '', folder }
      const canUndo = way === 'move' && done.every(({ hasReplaced }) => !hasReplaced)
      if (done.length > 0) {
        tell(
          way === 'move' ? t('moved', facts) : t('copiedTo', facts),
          canUndo ? async () => await bringBack(done) : undefined,
        )
      }
      if (stoppedAt !== undefined) toast({ kind: 'news', text: t('stoppedAt', { name: nameOf(stoppedAt) }) })
      tellFailures(failures)
      await changed()
      return done
    },
    async remove(places) {
      const total = places.length
      const removed = await underWay(
        t('removing', { count: total }),
        total,
        async (onProgress, signal) => await remove(places, onProgress, signal),
      )
      const { trashed, gone, failures } = removed
      if (gone.length > 0) {
        tell(
          t('removed', { count: gone.length, name: gone[0] ? nameOf(gone[0]) : '' }),
          trashed.length === gone.length ? async () => await takeBack(trashed) : undefined,
        )
      }
      tellFailures(failures)
      await changed()
      return removed
    },
  }
}
