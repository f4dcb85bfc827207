import {
  Copy,
  CopyPlus,
  Download,
  FolderInput,
  Info,
  LogOut,
  PenLine,
  Scissors,
  Share2,
  SquareArrowOutUpRight,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../api/contract.ts'

export type CommandName =
  | 'open'
  | 'share'
  | 'download'
  | 'rename'
  | 'move'
  | 'copy'
  | 'cut'
  | 'toClipboard'
  | 'details'
  | 'delete'
  | 'leave'

export interface Command {
  readonly name: CommandName
  readonly label: string
  readonly icon: ReactNode
}

const icons: Readonly<Record<CommandName, typeof Copy>> = {
  open: SquareArrowOutUpRight,
  share: Share2,
  download: Download,
  rename: PenLine,
  move: FolderInput,
  copy: CopyPlus,
  cut: Scissors,
  toClipboard: Copy,
  details: Info,
  delete: Trash2,
  leave: LogOut,
}

/** What can be done with entries, by what the person may. @returns with words and icons */
export function useCommands(): (entries: readonly FileEntry[]) => Command[] {
  const { t } = useTranslation('files')
  return (entries) =>
    commandsFor(entries).map((name) => {
      const Icon = icons[name]
      return { name, label: t(`commands.${name}`), icon: <Icon aria-hidden="true" /> }
    })
}

/** What can be done with entries, by what the person may; in the order of menus. */
export function commandsFor(entries: readonly FileEntry[]): CommandName[] {
  const isOne = entries.length === 1
  const every = (right: FileEntry['rights'][number]) => entries.every(({ rights }) => rights.includes(right))
  // What others share can always be put elsewhere among one's own files, and left.
  const mayGo = entries.every(({ rights, received }) => received === 'root' || rights.includes('delete'))
  const areReceived = entries.every(({ received }) => received === 'root')
  const names: [CommandName, boolean][] = [
    ['open', isOne],
    // Where it cannot be shared, the dialog says why, and who can.
    ['share', isOne],
    ['download', every('read')],
    ['rename', isOne && mayGo],
    ['move', mayGo],
    ['copy', every('read')],
    ['cut', mayGo],
    ['toClipboard', every('read')],
    ['details', isOne],
    [areReceived ? 'leave' : 'delete', mayGo],
  ]
  return entries.length === 0 ? [] : names.filter(([, isThere]) => isThere).map(([name]) => name)
}
