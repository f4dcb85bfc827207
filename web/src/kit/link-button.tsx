import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ButtonKind } from './button.tsx'
import './button.css'

interface LinkButtonProps {
  readonly kind?: ButtonKind
  readonly icon?: ReactNode
  readonly to: string
  readonly children: ReactNode
}

/** Looks like a button and leads to another page of the app. */
export function LinkButton({ kind = 'plain', icon, to, children }: LinkButtonProps) {
  return (
    <Link to={to} className={`button ${kind}`}>
      {icon}
      <span>{children}</span>
    </Link>
  )
}
