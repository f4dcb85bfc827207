import { Meter as AriaMeter, ProgressBar as AriaProgressBar, Label } from 'react-aria-components'
import './progress.css'

interface ProgressProps {
  readonly label: string
  /** From 0 to 1; absent while nobody knows. */
  readonly value?: number
  readonly isLabelHidden?: boolean
}

/** How far something is that is under way. */
export function Progress({ label, value, isLabelHidden = false }: ProgressProps) {
  return (
    <AriaProgressBar
      className="progress"
      maxValue={1}
      {...(value === undefined ? { isIndeterminate: true } : { value })}
      {...(isLabelHidden && { 'aria-label': label })}
    >
      {!isLabelHidden && <Label>{label}</Label>}
      <Track {...(value !== undefined && { value })} />
    </AriaProgressBar>
  )
}

interface MeterProps {
  readonly label: string
  /** From 0 to 1. */
  readonly value: number
  /** What it says in words, such as "3 GB of 10 GB". */
  readonly words: string
}

/** How much of something is used. */
export function Meter({ label, value, words }: MeterProps) {
  return (
    <AriaMeter className="progress" value={Math.min(value, 1)} maxValue={1} valueLabel={words}>
      <Label>{label}</Label>
      <Track value={value} isNearlyFull={value > 0.9} />
      <span className="small quiet">{words}</span>
    </AriaMeter>
  )
}

function Track({ value, isNearlyFull = false }: { value?: number; isNearlyFull?: boolean }) {
  const width = `${Math.min(value ?? 1, 1) * 100}%`
  return (
    <span className="progress-track">
      <span
        className={`progress-fill${value === undefined ? ' unknown' : ''}${isNearlyFull ? ' nearly-full' : ''}`}
        style={{ inlineSize: width }}
      />
    </span>
  )
}
