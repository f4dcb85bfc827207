import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, type KeyboardEvent as ReactKeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/contract.ts'
import { useProblemWords } from '../api/problem-words.ts'
import { later } from '../kit/later.tsx'
import { PopupMenu } from '../kit/menu.tsx'
import { useSaid } from '../kit/say.ts'
import { useSettled } from '../kit/use-settled.ts'
import { addressOfFile, addressOfFolder, folderOf, isSamePlace, type Place, placeOf } from '../place.ts'
import { toast } from '../toast.ts'
import { clipboard } from './actions/clipboard.ts'
import { type CommandName, useCommands } from './actions/commands.tsx'
import { download } from './actions/download.ts'
import { startDrag } from './actions/drag.ts'
import type { FileDialog } from './actions/file-dialogs.tsx'
import { needsAsking } from './actions/remove.ts'
import { useFileWork } from './actions/use-file-work.ts'
import { chosenIn, knownIn } from './listing/chosen.ts'
import type { Listing } from './listing/listing.ts'
import { countOf, isSelected, nothing, only, type Selection, without } from './listing/selection.ts'
import { type Point, VirtualGrid } from './listing/virtual-grid.tsx'
import { FileItem } from './look/file-item.tsx'
import { ListHead } from './look/list-head.tsx'
import { SelectionBar } from './look/selection-bar.tsx'
import { usePageKeys } from './use-page-keys.ts'
import { useViewChoices } from './view-choices.ts'
import './file-view.css'

const FileDialogs = later(async () => (await import('./actions/file-dialogs.tsx')).FileDialogs)
const FileDetails = later(async () => (await import('./details/file-details.tsx')).FileDetails)
const SidePanel = later(async () => (await import('./side-panel.tsx')).SidePanel)

interface FileViewProps {
  readonly label: string
  /** The keys are paths. */
  readonly listing: Listing<FileEntry>
  /** Changes when the listing is another one: in another order, or filtered. */
  readonly version: string
  /** The id of the team's space in which the entries are. */
  readonly space: string | undefined
  /** The folder that is shown; absent where things from many folders are. */
  readonly folder?: { readonly place: Place; readonly entry: FileEntry | undefined }
  /** What stands above the listing. */
  renderHead(on: {
    dialog(dialog: FileDialog): void
    details(): void
    paste(): void
    readonly isDetailed: boolean
  }): ReactNode
  /** Stands where there is nothing. */
  readonly empty: ReactNode
  /** What is to be pointed out. */
  readonly pointed?: { readonly key: string } | undefined
  /** What is said of an entry below its name. */
  about?(entry: FileEntry): ReactNode
  readonly children?: ReactNode
}

/** Files and folders, with all that can be done with them. */
export function FileView({ label, listing, version, space, folder, empty, about, ...props }: FileViewProps) {
  const { t } = useTranslation('files')
  const navigate = useNavigate()
  const { view } = useViewChoices()
  const commandsOf = useCommands()
  const work = useFileWork()
  const problemWords = useProblemWords()
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [chosen, setChosen] = useState<Selection>(nothing)
  const [dialog, setDialog] = useState<FileDialog>()
  const [menu, setMenu] = useState<{ readonly point: Point; readonly entries: readonly FileEntry[] }>()
  const [isDetailed, setDetailed] = useState(false)
  const [made, setMade] = useState<{ readonly key: string }>()
  const cut = clipboard.use()

  usePageKeys(pageKey)

  const selection = knownIn(listing, chosen)
  const count = countOf(selection, listing.total)
  const known = chosenIn(listing, selection)
  const isKnown = known.length === count
  useSaid(useSettled(count === 0 ? undefined : t('numberChosen', { number: count }), 300), {
    after: t('noneChosen'),
  })
  const commands = commandsOf(known).filter(({ name }) => count === 1 || !isForOne(name))
  const detailed = (known.length === 1 ? known[0] : undefined) ?? folder?.entry
  const mayAdd = folder?.entry?.rights.includes('create') === true

  return (
    <div className="files">
      <div className="files-scroller" ref={setScroller}>
        {props.renderHead({ dialog: setDialog, details: () => setDetailed(!isDetailed), paste, isDetailed })}
        {count > 0 && (
          <div className="selection-place">
            <SelectionBar
              count={count}
              size={isKnown ? known.reduce((sum, { size }) => sum + (size ?? 0), 0) : undefined}
              commands={commands}
              onCommand={(name) => void commandChosen(name)}
              onClear={() => setChosen(nothing)}
            />
          </div>
        )}
        {view === 'tiles' && listing.total > 0 && (
          <p className="quiet small tiles-head">{t('items', { count: listing.total })}</p>
        )}
        {listing.total === 0 ? (
          empty
        ) : (
          <VirtualGrid
            key={`${view} ${version}`}
            label={label}
            listing={listing}
            keyOf={({ path }) => path}
            textOf={({ name }) => name}
            scroller={scroller}
            size={view === 'list' ? { height: 3.25 } : { height: 12, width: 11 }}
            {...(view === 'list' && { head: <ListHead isCovered={count > 0} /> })}
            selection={selection}
            onSelect={setChosen}
            onOpen={open}
            onMenu={(entry, point) =>
              setMenu({ point, entries: isSelected(selection, entry.path) && isKnown ? known : [entry] })
            }
            onKey={itemKey}
            pointed={made ?? props.pointed}
          >
            {(entry, row) => (
              <FileItem
                view={view}
                entry={entry}
                space={space}
                href={addressOfEntry(entry)}
                row={row}
                isCut={
                  cut?.way === 'move' && cut.from.some((place) => isSamePlace(place, placeOf(entry, space)))
                }
                about={about?.(entry)}
                onDragStart={(event) => drag(event, entry)}
                onDrop={(way, from) => dropped(way, from, entry)}
              />
            )}
          </VirtualGrid>
        )}
        {props.children}
      </div>
      {isDetailed && detailed && (
        <SidePanel label={t('details')} onClose={() => setDetailed(false)}>
          <FileDetails
            key={detailed.path}
            entry={detailed}
            space={space}
            onClose={() => setDetailed(false)}
          />
        </SidePanel>
      )}
      {menu && (
        <PopupMenu
          label={t('chosenActions')}
          point={menu.point}
          onClose={() => setMenu(undefined)}
          groups={[
            commandsOf(menu.entries).map(({ name, label: words, icon }) => ({
              id: name,
              label: words,
              icon,
              isDangerous: name === 'delete' || name === 'leave',
              onAction: () => command(name, menu.entries),
            })),
          ]}
        />
      )}
      <FileDialogs
        dialog={dialog}
        space={space}
        onClose={() => setDialog(undefined)}
        onMade={({ path }) => setMade({ key: path })}
        onGone={gone}
      />
    </div>
  )

  function addressOfEntry(entry: FileEntry): string {
    const place = placeOf(entry, space)
    return entry.kind === 'folder' ? addressOfFolder(place) : addressOfFile(place)
  }

  function open(entry: FileEntry): void {
    void navigate({ href: addressOfEntry(entry) })
  }

  function gone(paths: readonly string[]): void {
    setChosen((before) => without(before, paths))
  }

  async function commandChosen(name: CommandName): Promise<void> {
    if (name === 'download' && folder !== undefined && selection.isAll && selection.keys.size === 0) {
      download(folder.place)
      return
    }
    if (isKnown) return command(name, known)
    try {
      const all = await listing.between(0, listing.total - 1)
      command(
        name,
        all.filter(({ path }) => isSelected(selection, path)),
      )
    } catch (error) {
      toast({ kind: 'problem', text: problemWords(error) })
    }
  }

  function command(name: CommandName, entries: readonly FileEntry[]): void {
    const [entry] = entries
    if (entry === undefined) return
    const places = entries.map((one) => placeOf(one, space))
    switch (name) {
      case 'open':
        return open(entry)
      case 'share':
      case 'rename':
        return setDialog({ kind: name, entry })
      case 'move':
      case 'copy':
        return setDialog({ kind: 'transfer', way: name, entries })
      case 'cut':
      case 'toClipboard':
        clipboard.set({ way: name === 'cut' ? 'move' : 'copy', from: places })
        toast({
          kind: 'done',
          text: t(name === 'cut' ? 'wasCut' : 'wasCopied', { count: places.length }),
        })
        return undefined
      case 'details':
        if (!isSelected(selection, entry.path)) setChosen(only([entry.path]))
        return setDetailed(true)
      case 'download': {
        const parent = folder?.place ?? folderOf(placeOf(entry, space))
        const isOfOne = entries.every((one) => isSamePlace(folderOf(placeOf(one, space)), parent))
        if (!isOfOne || !download(parent, entries)) toast({ kind: 'problem', text: t('tooManyToDownload') })
        return undefined
      }
      case 'delete':
      case 'leave':
        if (needsAsking(entries)) return setDialog({ kind: 'remove', entries })
        return void work.remove(places).then((removed) => gone(removed.gone.map(({ path }) => path)))
    }
  }

  async function transfer(way: 'move' | 'copy', from: readonly Place[], to: Place): Promise<void> {
    const done = await work.transfer({ way, from, to })
    const [first] = done
    if (way === 'move') gone(done.map((moved) => moved.from.path))
    if (first && folder && isSamePlace(to, folder.place)) setMade({ key: first.to.path })
  }

  function dropped(way: 'move' | 'copy', from: readonly Place[], entry: FileEntry): void {
    if (entry.rights.includes('create')) void transfer(way, from, placeOf(entry, space))
    else toast({ kind: 'problem', text: t('mayNotAdd') })
  }

  function paste(): void {
    if (cut !== undefined && folder !== undefined && mayAdd) void transfer(cut.way, cut.from, folder.place)
  }

  function drag(event: DragEvent, entry: FileEntry): void {
    const dragged = isSelected(selection, entry.path) && isKnown ? known : [entry]
    startDrag(
      event,
      dragged.map((one) => placeOf(one, space)),
      dragged.length === 1 ? entry.name : t('chosen', { count: dragged.length, number: dragged.length }),
    )
  }

  /** Keys for what is chosen, or has the focus when nothing is. */
  function itemKey(event: ReactKeyboardEvent, entry: FileEntry | undefined): void {
    const names = commandsOfKey(event)
    if (names.length === 0) return
    event.preventDefault()
    const possible = count > 0 ? commands : entry === undefined ? [] : commandsOf([entry])
    const name = possible.map((one) => one.name).find((one) => names.includes(one))
    if (name === undefined) return
    if (count > 0) void commandChosen(name)
    else if (entry !== undefined) command(name, [entry])
  }

  function pageKey({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (key === '?') setDialog({ kind: 'shortcuts' })
    else if ((key === 'Backspace' || (key === 'ArrowUp' && altKey)) && folder && folder.place.path !== '/')
      void navigate({ href: addressOfFolder(folderOf(folder.place)) })
    else if (key.toLowerCase() === 'v' && (ctrlKey || metaKey) && cut) paste()
    else return false
    return true
  }
}

function isForOne(name: CommandName): boolean {
  return name === 'open' || name === 'share' || name === 'rename' || name === 'details'
}

/** What a key means, of which one at the most is possible. */
function commandsOfKey({ key, ctrlKey, metaKey, altKey }: ReactKeyboardEvent): readonly CommandName[] {
  if (altKey) return []
  if (!ctrlKey && !metaKey) return key === 'F2' ? ['rename'] : key === 'Delete' ? ['delete', 'leave'] : []
  return key.toLowerCase() === 'x' ? ['cut'] : key.toLowerCase() === 'c' ? ['toClipboard'] : []
}
