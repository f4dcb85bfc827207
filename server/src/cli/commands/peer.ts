import type { Command } from 'commander'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import { describeInspection, type InspectionObject } from '../peers/inspection.ts'
import { describePeer, type PeerDetailsObject, type PeerObject, peerRow } from '../peers/peer-object.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

/** `isthmus peer …` */
export function addPeerCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('peer').description('Other servers, and what is taken from them.')

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List the servers that somebody here has dealt with, or that were allowed or blocked.',
    actor: 'admin',
    examples: ['isthmus peer list'],
    async run(operator) {
      const answer = await operator.ask<{ peers: PeerObject[] }>('GET', '/api/v1/peers')
      const headings = ['server', 'rule', 'known since', 'last success', 'trouble']
      return {
        object: answer,
        lines: formatTable(headings, answer.peers.map(peerRow), 'No servers yet.'),
      }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'show <HOST>',
    summary: 'Show what is remembered of a server, without asking it, and what becomes of shares from there.',
    actor: 'admin',
    examples: ['isthmus peer show cloud.example'],
    async run(operator, _options, host) {
      const peer = await operator.ask<PeerDetailsObject>('GET', pathOf(host))
      return { object: peer, lines: describePeer(peer) }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'inspect <HOST>',
    summary: 'Ask another server what it is: discovery, keys, what it supports, what stands in the way.',
    actor: 'admin',
    examples: ['isthmus peer inspect cloud.example', 'isthmus peer inspect localhost:8443 --json'],
    async run(operator, _options, host) {
      const peer = await operator.ask<InspectionObject>('GET', `${pathOf(host)}/inspection`)
      const failure = { code: 'peer-unreachable', message: `${peer.host} could not be asked.` }
      return { object: peer, lines: describeInspection(peer), ...(peer.reachable ? {} : { failure }) }
    },
  })

  addRuleCommand(group, surroundings, {
    name: 'allow',
    summary: 'Allow a server: the policy `listed` asks for it.',
    done: (host) => `${host} is allowed.`,
  })
  addRuleCommand(group, surroundings, {
    name: 'block',
    summary: 'Block a server: nothing is heard from it any more, and nothing opened for it.',
    done: (host) => `${host} is blocked.`,
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'unblock <HOST>',
    summary: 'Take back what was said about a server, allowed or blocked.',
    actor: 'admin',
    examples: ['isthmus peer unblock cloud.example'],
    async run(operator, _options, host) {
      await operator.ask('DELETE', `${pathOf(host)}/rule`)
      return { object: { host }, lines: [`Nothing is said about ${host} any more.`] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'forget <HOST>',
    summary: 'Forget a server, as if nobody here had ever dealt with it. Shares stay.',
    actor: 'admin',
    examples: ['isthmus peer forget old.example'],
    async run(operator, _options, host) {
      await operator.ask('DELETE', pathOf(host))
      return { object: { host }, lines: [`${host} is forgotten.`] }
    },
  })
}

interface RuleCommand {
  readonly name: 'allow' | 'block'
  readonly summary: string
  done(host: string): string
}

function addRuleCommand(
  group: Command,
  surroundings: Surroundings,
  { name, summary, done }: RuleCommand,
): void {
  addOperatorCommand<OperatorOptions & { readonly note?: string }>(group, surroundings, {
    syntax: `${name} <HOST>`,
    summary,
    actor: 'admin',
    examples: [`isthmus peer ${name} cloud.example`, `isthmus peer ${name} cloud.example --note "ask Zoe"`],
    options: (command) => command.option('--note <TEXT>', 'for other administrators: why'),
    async run(operator, { note }, host) {
      const order = { rule: name, ...(note !== undefined && { note }) }
      const said = await operator.ask<object>('PUT', `${pathOf(host)}/rule`, order)
      return { object: { host, ...said }, lines: [done(host)] }
    },
  })
}

function pathOf(host: string): string {
  return `/api/v1/peers/${encodeURIComponent(host)}`
}
