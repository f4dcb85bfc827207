import { EllipsisVertical, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { IconButton } from '../../kit/button.tsx'
import { Menu } from '../../kit/menu.tsx'
import type { Command, CommandName } from '../actions/commands.tsx'

interface SelectionBarProps {
  readonly count: number
  /** In bytes; absent while not all of it is known. */
  readonly size: number | undefined
  readonly commands: readonly Command[]
  onCommand(name: CommandName): void
  onClear(): void
}

/** Those that have a button of their own. */
const atHand: readonly CommandName[] = ['share', 'download', 'move', 'delete', 'leave']

/** How much is chosen, and what can be done with it. */
export function SelectionBar({ count, size, commands, onCommand, onClear }: SelectionBarProps) {
  const { t } = useTranslation(['files', 'app'])
  const format = useFormat()
  const others = commands.filter(({ name }) => !atHand.includes(name))
  return (
    <div className="selection-bar" role="toolbar" aria-label={t('chosenActions')}>
      <IconButton label={t('clearChoice')} icon={<X />} onPress={onClear} />
      <span className="selection-count">
        {t('chosen', { count, number: format.number(count) })}
        {size !== undefined && <span className="quiet"> · {format.size(size)}</span>}
      </span>
      {commands
        .filter(({ name }) => atHand.includes(name))
        .map(({ name, label, icon }) => (
          <IconButton key={name} label={label} icon={icon} onPress={() => onCommand(name)} />
        ))}
      {others.length > 0 && (
        <Menu
          label={t('app:more')}
          trigger={<IconButton label={t('app:more')} icon={<EllipsisVertical />} />}
          groups={[
            others.map(({ name, label, icon }) => ({
              id: name,
              label,
              icon,
              onAction: () => onCommand(name),
            })),
          ]}
        />
      )}
    </div>
  )
}
