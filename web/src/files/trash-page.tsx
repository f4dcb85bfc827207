import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2, Undo2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/call.ts'
import type { TrashItem } from '../api/contract.ts'
import { useProblemWords } from '../api/problem-words.ts'
import { renew } from '../api/use-api.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/dialog.tsx'
import { PageTitle } from '../kit/page-title.tsx'
import { useSaid } from '../kit/say.ts'
import { EmptyState, Loading, Trouble } from '../kit/states.tsx'
import { useSettled } from '../kit/use-settled.ts'
import { toast } from '../toast.ts'
import { underWay } from './actions/work.ts'
import { listingOf } from './listing/listing.ts'
import { countOf, isSelected, nothing, type Selection } from './listing/selection.ts'
import { VirtualGrid } from './listing/virtual-grid.tsx'
import { useRootName } from './look/breadcrumbs.tsx'
import { SpaceSelect } from './look/space-select.tsx'
import { TrashRow } from './look/trash-row.tsx'
import './file-view.css'

interface TrashPageProps {
  /** The id of a team's space; absent for the person's own trash. */
  readonly space?: string
}

/** What was deleted, until it is deleted for good. */
export function TrashPage({ space }: TrashPageProps) {
  return <Trash key={space ?? ''} space={space} />
}

type Question = { readonly kind: 'empty' } | { readonly kind: 'delete'; readonly items: readonly TrashItem[] }

function Trash({ space }: TrashPageProps) {
  const { t } = useTranslation(['files', 'app'])
  const navigate = useNavigate()
  const problemWords = useProblemWords()
  const rootName = useRootName({ space, path: '/' })
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [chosen, setChosen] = useState<Selection>(nothing)
  const [question, setQuestion] = useState<Question>()
  /** What is being restored or deleted: a double click does so once. */
  const atWork = useRef(new Set<string>())
  const query = space === undefined ? {} : { space }
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['GET /trash', { query }],
    queryFn: async ({ pageParam, signal }) =>
      await call('GET /trash', {
        query: { ...query, limit: 500, ...(pageParam !== null && { after: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const listing = {
    ...listingOf(items, ({ id }) => id),
    isWhole: !hasNextPage,
    show: (_: number, last: number) => {
      if (last >= items.length - 1 && hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
  }
  const selected = items.filter(({ id }) => isSelected(chosen, id))
  const count = Math.min(countOf(chosen, items.length), selected.length)
  useSaid(useSettled(count === 0 ? undefined : t('numberChosen', { number: count }), 300), {
    after: t('noneChosen'),
  })
  useSaid(data && t('itemsHere', { number: items.length }), { occasion: 'there' })
  const title = space === undefined ? t('app:trash') : t('trashOf', { name: rootName })

  return (
    <div className="files">
      <div className="files-scroller" ref={setScroller}>
        <div className="folder-tools">
          <PageTitle title={title} />
          <div className="folder-view">
            <SpaceSelect
              label={t('app:trash')}
              isLabelHidden
              space={space}
              onChange={(other) => void navigate({ to: '/trash', search: other ? { space: other } : {} })}
            />
            {count > 0 && (
              <>
                <Button icon={<Undo2 />} onPress={() => void restore(selected)}>
                  {t('restoreChosen', { count })}
                </Button>
                <Button icon={<Trash2 />} onPress={() => setQuestion({ kind: 'delete', items: selected })}>
                  {t('deleteChosen', { count })}
                </Button>
              </>
            )}
            {items.length > 0 && (
              <Button kind="danger" onPress={() => setQuestion({ kind: 'empty' })}>
                {t('emptyTrash')}
              </Button>
            )}
          </div>
        </div>
        {items.length > 0 && <p className="quiet">{t('trashAbout')}</p>}
        {error && <Trouble error={error} onRetry={() => void refetch()} />}
        {data === undefined && !error && <Loading />}
        {data !== undefined && items.length === 0 && (
          <EmptyState icon={<Trash2 aria-hidden="true" />} title={t('trashEmptyTitle')}>
            {t('trashEmpty')}
          </EmptyState>
        )}
        {items.length > 0 && (
          <VirtualGrid
            label={title}
            listing={listing}
            keyOf={({ id }) => id}
            textOf={({ name }) => name}
            scroller={scroller}
            size={{ height: 4 }}
            selection={chosen}
            onSelect={setChosen}
            onOpen={(item) => void restore([item])}
            onMenu={() => undefined}
            onKey={(event, item) => {
              if (event.key === 'Delete' && item)
                setQuestion({ kind: 'delete', items: count > 0 ? selected : [item] })
            }}
          >
            {(item, row) => (
              <TrashRow
                item={item}
                row={row}
                onRestore={() => void restore([item])}
                onDelete={() => setQuestion({ kind: 'delete', items: [item] })}
              />
            )}
          </VirtualGrid>
        )}
      </div>
      {question && (
        <ConfirmDialog
          title={
            question.kind === 'empty'
              ? t('emptyTrashTitle')
              : t('deleteTitle', { count: question.items.length, name: question.items[0]?.name ?? '' })
          }
          isOpen
          isDangerous
          confirm={question.kind === 'empty' ? t('emptyTrash') : t('deleteForGood')}
          onClose={() => setQuestion(undefined)}
          onConfirm={() => {
            setQuestion(undefined)
            if (question.kind === 'empty') void empty()
            else void deleteForGood(question.items)
          }}
        >
          <p>{t('deleteWarning')}</p>
        </ConfirmDialog>
      )}
    </div>
  )

  async function restore(restored: readonly TrashItem[]): Promise<void> {
    const paths: string[] = []
    await each(t('restoring', { count: restored.length }), restored, async ({ id }) => {
      const { path } = await call('POST /trash/:id/restore', { params: { id }, query })
      paths.push(path)
    })
    if (paths.length > 0)
      toast({ kind: 'done', text: t('restored', { count: paths.length, path: paths[0] ?? '' }) })
  }

  async function deleteForGood(deleted: readonly TrashItem[]): Promise<void> {
    const done = await each(t('removing', { count: deleted.length }), deleted, async ({ id }) => {
      await call('DELETE /trash/:id', { params: { id }, query })
    })
    if (done > 0) toast({ kind: 'done', text: t('deleted', { count: done }) })
  }

  async function empty(): Promise<void> {
    try {
      const { deleted } = await call('DELETE /trash', { query })
      toast({ kind: 'done', text: t('deleted', { count: deleted }) })
    } catch (problem) {
      toast({ kind: 'problem', text: problemWords(problem) })
    }
    await changed()
  }

  /** One after the other. @returns how many went well */
  async function each(
    label: string,
    asked: readonly TrashItem[],
    work: (item: TrashItem) => Promise<void>,
  ): Promise<number> {
    const all = asked.filter(({ id }) => !atWork.current.has(id))
    if (all.length === 0) return 0
    for (const { id } of all) atWork.current.add(id)
    const failures: { name: string; problem: unknown }[] = []
    let done = 0
    await underWay(label, all.length, async (onProgress, signal) => {
      for (const item of all) {
        if (signal.aborted) break
        try {
          await work(item)
          done += 1
        } catch (problem) {
          failures.push({ name: item.name, problem })
        }
        onProgress(done + failures.length)
      }
    })
    const [first] = failures
    if (first !== undefined) {
      const facts = { count: failures.length, name: first.name, reason: problemWords(first.problem) }
      toast({ kind: 'problem', text: t('failed', facts) })
    }
    await changed()
    for (const { id } of all) atWork.current.delete(id)
    return done
  }

  async function changed(): Promise<void> {
    setChosen(nothing)
    await renew('GET /trash', 'GET /files', 'GET /spaces')
  }
}
