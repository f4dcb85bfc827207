import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { showMoment } from '../moment.ts'

/** Renewals that work are over by then; milliseconds. */
const soon = 14 * 24 * 60 * 60_000

/** Whether a certificate is for a host of a URL. */
export function covers(certificate: X509Certificate, hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined
}

/**
 * What is wrong with the time of a certificate.
 * @returns what it is like, and what to do about it
 */
export function troubleWithTime(certificate: X509Certificate, now: number): [string, string] | undefined {
  const from = certificate.validFromDate.getTime()
  const until = certificate.validToDate.getTime()
  if (now < from) {
    return [`The certificate counts only from ${momentOf(from)}.`, 'Look at the clock of this machine.']
  }
  if (now >= until) return [`The certificate has ended on ${momentOf(until)}.`, renewing]
  if (now >= until - soon) return [`The certificate ends on ${momentOf(until)}.`, renewing]
  return undefined
}

const renewing =
  'Renew it, look why that has not happened by itself, and reload the server: systemctl reload isthmus.'

/** @returns `until 2027-02-22 18:00` */
export function describeEnd(certificate: X509Certificate): string {
  return `until ${momentOf(certificate.validToDate.getTime())}`
}

function momentOf(milliseconds: number): string {
  return showMoment(new Date(milliseconds).toISOString())
}
