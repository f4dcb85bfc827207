import { type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  Fragment,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { cameFromList } from '../../kit/arrival.ts'
import { findNext } from './find-next.ts'
import { destinationOf } from './grid-keys.ts'
import type { Listing } from './listing.ts'
import { everything, isSelected, nothing, type Selection } from './selection.ts'
import { rem, useColumns } from './use-columns.ts'
import { useGridChoice } from './use-grid-choice.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useKeptPlace } from './use-kept-place.ts'
import { useLongTouch } from './use-long-touch.ts'
import { useTypeAhead } from './use-type-ahead.ts'
import './virtual-grid.css'

/** How many rows above and below what is in sight are on the page. */
const spare = 8

/** What the element of an item has to be given. */
export interface RowProps {
  readonly role: 'row'
  readonly tabIndex: number
  readonly 'aria-rowindex': number
  readonly 'aria-selected': boolean
  readonly 'data-index': number
  readonly style: CSSProperties
}

export interface Point {
  readonly x: number
  readonly y: number
}

interface VirtualGridProps<T> {
  readonly label: string
  readonly listing: Listing<T>
  keyOf(item: T): string
  /** What is typed to come to an item. */
  textOf(item: T): string
  /** What scrolls; a state, since nothing is in sight until it is there. */
  readonly scroller: HTMLElement | null
  /** In rem. Without a width there is one item in a row. */
  readonly size: { readonly height: number; readonly width?: number }
  /** The row with the names of the columns; it stays in sight. */
  readonly head?: ReactNode
  readonly selection: Selection
  onSelect(selection: Selection): void
  onOpen(item: T): void
  /** Asks for what can be done with an item, or with all that are chosen when it is one of them. */
  onMenu(item: T, at: Point): void
  /** Another key; the item has the focus. */
  onKey?(event: KeyboardEvent, item: T | undefined): void
  /** What is to be shown and have the focus; another object for another time. */
  readonly pointed?: { readonly key: string } | undefined
  /** An item in its row: an element with the props, and cells in it. */
  children(item: T, props: RowProps): ReactNode
}

/**
 * A list or tiles of any length, of which what is in sight is on the page. One item is reached by Tab; the others from
 * there, by arrows and letters. Items are chosen by Space, Shift and arrows, Ctrl and A, by the mouse with Ctrl and
 * Shift, and by a long touch.
 *
 * In a row, a link opens the item, an element with `data-part` `check` chooses it, and one with `more` opens its menu.
 */
export function VirtualGrid<T>(props: VirtualGridProps<T>) {
  const { label, listing, keyOf, textOf, scroller, size, head, selection, onSelect, pointed } = props
  const { t } = useTranslation()
  const { total } = listing
  const body = useRef<HTMLDivElement>(null)
  const columns = useColumns(body, size.width)
  const [focus, setFocus] = useState<{ readonly index: number; readonly key: string | undefined }>({
    index: 0,
    key: undefined,
  })
  const choice = useGridChoice({ listing, keyOf, selection, onSelect })
  const wantsFocus = useRef(false)
  const typeAhead = useTypeAhead(listing, textOf)
  const [margin, setMargin] = useState(0)

  const current = indexOfFocus()
  const virtualizer = useVirtualizer({
    count: Math.ceil(total / columns),
    getScrollElement: () => scroller,
    estimateSize: () => size.height * rem(),
    overscan: spare,
    scrollMargin: margin,
    scrollPaddingStart: head === undefined ? 0 : 3 * rem(),
    // What has the focus stays on the page.
    rangeExtractor: (range) => rowsOf(range, rowOf(current)),
  })
  const rows = virtualizer.getVirtualItems()
  const inSight = virtualizer.range
  const shownKeys = new Set<string>()

  // What stands above may be higher or lower with every change.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useLayoutEffect(() => {
    const inner = body.current
    if (scroller === null || inner === null) return
    setMargin(
      Math.round(
        inner.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop,
      ),
    )
  })
  useEffect(() => {
    if (inSight) {
      const { startIndex, endIndex } = inSight
      listing.show((startIndex - spare) * columns, (endIndex + spare + 1) * columns - 1)
    }
  })
  useLayoutEffect(() => {
    // Where something is pointed out, that gets it.
    if (pointed === undefined && cameFromList()) wantsFocus.current = true
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useLayoutEffect(() => {
    // It is on the page as soon as it is known how much is in sight.
    const element = wantsFocus.current ? elementAt(current) : undefined
    if (element === undefined) return
    wantsFocus.current = false
    element.focus({ preventScroll: true })
  })
  useKeptFocus(body, () => elementAt(current))
  useKeptPlace({
    listing,
    keyOf,
    scroller,
    first: (inSight?.startIndex ?? 0) * columns,
    distance: (from, to) => (rowOf(to) - rowOf(from)) * size.height * rem(),
  })
  const isThere = total > 0
  useEffect(() => {
    if (pointed === undefined || !isThere) return undefined
    let isOver = false
    void findNext(
      listing,
      0,
      (item) => keyOf(item) === pointed.key,
      () => isOver,
    ).then((index) => {
      if (index !== undefined) moveTo(index, 'center')
    })
    return () => {
      isOver = true
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [pointed, isThere])

  const [touch, isEndOfLongTouch] = useLongTouch((element) => {
    const index = indexOf(element)
    if (index !== undefined) choice.toggle(index)
  })

  return (
    <div
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      tabIndex={-1}
      aria-rowcount={total + (head === undefined ? 0 : 1)}
      className="grid"
      onClick={click}
      onDoubleClick={doubleClick}
      onContextMenu={contextMenu}
      onKeyDown={keyDown}
      {...touch}
    >
      {head}
      <div ref={body} role="rowgroup" className="grid-body" style={{ blockSize: virtualizer.getTotalSize() }}>
        {rows.flatMap((row) =>
          Array.from({ length: columns }, (_, column) => {
            const index = row.index * columns + column
            return index < total ? itemAt(index, row.start - margin) : null
          }),
        )}
      </div>
    </div>
  )

  function itemAt(index: number, start: number): ReactNode {
    const item = listing.at(index)
    const rowProps: RowProps = {
      role: 'row',
      tabIndex: index === current ? 0 : -1,
      'aria-rowindex': index + (head === undefined ? 1 : 2),
      'aria-selected': item !== undefined && isSelected(selection, keyOf(item)),
      'data-index': index,
      style: {
        insetBlockStart: start,
        insetInlineStart: `${((index % columns) * 100) / columns}%`,
        inlineSize: `${100 / columns}%`,
        blockSize: `${size.height}rem`,
      },
    }
    // While others change the folder, pages of different age may both have an item.
    if (item === undefined || shownKeys.has(keyOf(item))) {
      return (
        <div key={`gap ${index}`} {...rowProps} className="grid-row" aria-busy="true">
          <div role="gridcell" className="grid-gap">
            <span className="heard">{t('loading')}</span>
          </div>
        </div>
      )
    }
    shownKeys.add(keyOf(item))
    return <Fragment key={keyOf(item)}>{props.children(item, rowProps)}</Fragment>
  }

  function rowOf(index: number): number {
    return Math.floor(index / columns)
  }

  function indexOfFocus(): number {
    const { index, key } = focus
    const item = listing.at(index)
    const isMoved = key !== undefined && item !== undefined && keyOf(item) !== key
    return Math.max(0, Math.min((isMoved ? listing.indexOf(key) : undefined) ?? index, total - 1))
  }

  function elementAt(index: number): HTMLElement | undefined {
    return body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? undefined
  }

  function indexOf(element: EventTarget): number | undefined {
    const row = element instanceof Element ? element.closest('[data-index]') : null
    return row === null ? undefined : Number(row.getAttribute('data-index'))
  }

  function moveTo(index: number, align: 'auto' | 'center' = 'auto'): void {
    const item = listing.at(index)
    wantsFocus.current = true
    setFocus({ index, key: item && keyOf(item) })
    virtualizer.scrollToIndex(rowOf(index), { align })
  }

  function click(event: MouseEvent): void {
    const index = indexOf(event.target)
    if (index === undefined || !(event.target instanceof Element)) return
    const item = listing.at(index)
    const part = event.target.closest('[data-part], a')
    const name = part?.getAttribute('data-part') ?? (part === null ? undefined : 'open')
    if (isEndOfLongTouch()) return event.preventDefault()
    // Other parts do something of their own.
    if (item === undefined || (name !== undefined && !['open', 'check', 'more'].includes(name))) return
    setFocus({ index, key: keyOf(item) })
    if (part !== null && name === 'more') {
      const { left, bottom } = part.getBoundingClientRect()
      return props.onMenu(item, { x: left, y: bottom })
    }
    wantsFocus.current = true
    if (event.shiftKey) {
      event.preventDefault()
      return choice.extendTo(index, current, event.ctrlKey || event.metaKey)
    }
    const isTouch = 'pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch'
    const isChoosing = isTouch && (selection.isAll || selection.keys.size > 0)
    if (event.ctrlKey || event.metaKey || isChoosing || name === 'check') {
      if (name === 'open') event.preventDefault()
      return choice.toggle(index)
    }
    if (name === 'open' || isTouch) {
      event.preventDefault()
      return props.onOpen(item)
    }
    choice.selectOne(index)
  }

  function doubleClick(event: MouseEvent): void {
    const index = indexOf(event.target)
    const item = index === undefined ? undefined : listing.at(index)
    const isPart = event.target instanceof Element && event.target.closest('a, [data-part]') !== null
    if (item !== undefined && !isPart && !event.ctrlKey && !event.shiftKey) props.onOpen(item)
  }

  function contextMenu(event: MouseEvent): void {
    const index = indexOf(event.target)
    const item = index === undefined ? undefined : listing.at(index)
    if (index === undefined || item === undefined) return
    event.preventDefault()
    // A long touch chooses.
    if ('pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch') return
    setFocus({ index, key: keyOf(item) })
    choice.selectUnlessChosen(index)
    props.onMenu(item, menuPoint(event, index))
  }

  /** Where the pointer is; asked for by a key, at the item. */
  function menuPoint({ clientX, clientY }: MouseEvent, index: number): Point {
    const { left, top, bottom } = elementAt(index)?.getBoundingClientRect() ?? { left: 0, top: 0, bottom: 0 }
    const isInside = clientY >= top && clientY <= bottom && clientX > 0
    return isInside ? { x: clientX, y: clientY } : { x: left + 3 * rem(), y: bottom }
  }

  function keyDown(event: KeyboardEvent): void {
    const index = indexOf(event.target)
    // The head has keys of its own.
    if (index === undefined) return
    const isPressed = event.target instanceof Element && event.target.closest('button') !== null
    if (isPressed && (event.key === 'Enter' || event.key === ' ')) return
    const item = listing.at(index)
    const isCommand = event.ctrlKey || event.metaKey
    const rowsInSight = Math.floor((scroller?.clientHeight ?? 0) / (size.height * rem())) - 1
    const destination = destinationOf(event.key, { index, total, columns, rows: rowsInSight })
    if (event.altKey) props.onKey?.(event, item)
    else if (destination !== undefined) {
      event.preventDefault()
      if (event.shiftKey) choice.extendTo(destination, index, isCommand)
      else choice.endExtension()
      moveTo(destination)
    } else if (event.key === ' ' && !typeAhead.isTyping(event.timeStamp)) {
      event.preventDefault()
      if (event.shiftKey) choice.extendTo(index, index, isCommand)
      else choice.toggle(index)
    } else if (isCommand && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      choice.select(event.shiftKey ? nothing : everything)
    } else if (event.key === 'Enter' && !isCommand) {
      event.preventDefault()
      if (item !== undefined) props.onOpen(item)
    } else if (event.key === 'Escape' && (selection.isAll || selection.keys.size > 0)) {
      choice.select(nothing)
    } else if (event.key.length === 1 && !isCommand && event.key !== '?') {
      event.preventDefault()
      void typeAhead.type(event.key, index, event.timeStamp).then((found) => {
        if (found !== undefined) moveTo(found)
      })
    } else props.onKey?.(event, item)
  }
}

function rowsOf({ startIndex, endIndex, overscan, count }: Range, focused: number): number[] {
  const first = Math.max(0, startIndex - overscan)
  const last = Math.min(count - 1, endIndex + overscan)
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset)
  if (focused < first) return [focused, ...rows]
  return focused > last && focused < count ? [...rows, focused] : rows
}
