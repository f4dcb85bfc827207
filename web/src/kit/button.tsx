import type { ReactNode, Ref } from 'react'
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Spinner } from './spinner.tsx'
import './button.css'

export type ButtonKind = 'plain' | 'primary' | 'danger' | 'bare'

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly kind?: ButtonKind
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with words. While `isPending`, it shows that it works and does nothing when pressed again. */
export function Button({ kind = 'plain', icon, children, isPending = false, ...rest }: ButtonProps) {
  const { t } = useTranslation()
  return (
    <AriaButton {...rest} isPending={isPending} className={`button ${kind}`}>
      {isPending ? <Spinner /> : icon}
      <span>{children}</span>
      {isPending && <span className="heard"> {t('underWay')}</span>}
    </AriaButton>
  )
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  readonly kind?: ButtonKind
  /** What it does: its name for everybody, shown when the pointer rests on it or it has the focus. */
  readonly label: string
  readonly icon: ReactNode
}

/** A button that shows an icon alone. */
export function IconButton({ kind = 'bare', label, icon, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...rest} aria-label={label} className={`button icon-only ${kind}`}>
        {icon}
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}
